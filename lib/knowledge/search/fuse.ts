import type { Candidate } from "./scope";

export type CandidateLists = { bySku: Candidate[]; byWords: Candidate[]; bySpelling: Candidate[]; byMeaning: Candidate[] };
export type Fused = { productId: string; chunkId: string | null; score: number; matched: { semantic: boolean; lexical: boolean } };

/** Reciprocal rank fusion (Cormack et al. 2009): each list gives 1 / (k + rank). */
const K = 10;
/** Words the shopper typed count a little more than nearness: at even ranks the product that has them all comes first. */
const weights = { byWords: 1.2, bySpelling: 0.5, byMeaning: 1 } as const;
/** More than all other lists together can give: an exact SKU comes first. */
const SKU_SCORE = 1;

/** Products best first, each with the chunk that spoke most for it. Scores are comparable within one answer only. */
export function fuse(lists: CandidateLists): Fused[] {
  const found = new Map<string, Fused & { best: number }>();
  const add = (candidate: Candidate, gain: number, kind: "semantic" | "lexical") => {
    const hit = found.get(candidate.productId) ?? {
      productId: candidate.productId,
      chunkId: null,
      score: 0,
      matched: { semantic: false, lexical: false },
      best: 0,
    };
    hit.score += gain;
    hit.matched[kind] = true;
    if (candidate.chunkId !== null && gain > hit.best) {
      hit.best = gain;
      hit.chunkId = candidate.chunkId;
    }
    found.set(candidate.productId, hit);
  };
  for (const [name, weight] of Object.entries(weights) as [keyof typeof weights, number][]) {
    ranked(lists[name]).forEach(({ candidate, rank }) =>
      add(candidate, ((candidate.confidence ?? 1) * weight) / (K + rank + 1), name === "byMeaning" ? "semantic" : "lexical"),
    );
  }
  ranked(lists.bySku).forEach(({ candidate, rank }) => add(candidate, SKU_SCORE / (rank + 1), "lexical"));
  return [...found.values()]
    .sort((a, b) => b.score - a.score || a.productId.localeCompare(b.productId))
    .map(({ best: _best, ...hit }) => hit);
}

/** A product counts once in a list, at its best chunk: a long description is no advantage. Equal scores share a rank. */
function ranked(candidates: readonly Candidate[]): { candidate: Candidate; rank: number }[] {
  const seen = new Set<string>();
  const first = candidates.filter(({ productId }) => !seen.has(productId) && seen.add(productId));
  let rank = 0;
  return first.map((candidate, index) => {
    if (Math.abs(candidate.score - (first[index - 1]?.score ?? Infinity)) > SAME_SCORE) rank = index;
    return { candidate, rank };
  });
}

const SAME_SCORE = 1e-6;
