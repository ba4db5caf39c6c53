import type { Candidate } from "./scope";

export type CandidateLists = { bySku: Candidate[]; byWords: Candidate[]; bySpelling: Candidate[]; byMeaning: Candidate[] };
export type ListName = keyof CandidateLists;
/** What one list gave a product: `gain` = confidence × weight ÷ (k + rank). Ranks count from one. */
export type Part = { list: ListName; rank: number; weight: number; k: number; gain: number; candidate: Candidate };
/** `score` is the sum of the gains of `parts`, added in their order: the explanation is what ranks. */
export type Fused = {
  productId: string;
  chunkId: string | null;
  score: number;
  matched: { semantic: boolean; lexical: boolean };
  parts: Part[];
};

/** Reciprocal rank fusion (Cormack et al. 2009): each list gives 1 / (k + rank). */
const K = 10;
/**
 * Words the shopper typed count a little more than nearness: at even ranks the product that has them all comes first.
 * An exact SKU gives more than all other lists together can.
 */
const rules = [
  { list: "byWords", weight: 1.2, k: K },
  { list: "bySpelling", weight: 0.5, k: K },
  { list: "byMeaning", weight: 1, k: K },
  { list: "bySku", weight: 1, k: 0 },
] as const satisfies { list: ListName; weight: number; k: number }[];

/** Products best first, each with the chunk that spoke most for it. Scores are comparable within one answer only. */
export function fuse(lists: CandidateLists): Fused[] {
  const found = new Map<string, Fused & { best: number }>();
  for (const { list, weight, k } of rules) {
    for (const { candidate, rank } of ranked(lists[list])) {
      const gain = ((candidate.confidence ?? 1) * weight) / (k + rank);
      const { productId, chunkId } = candidate;
      const hit = found.get(productId) ?? {
        productId,
        chunkId: null,
        score: 0,
        matched: { semantic: false, lexical: false },
        parts: [],
        best: 0,
      };
      hit.score += gain;
      hit.matched[list === "byMeaning" ? "semantic" : "lexical"] = true;
      hit.parts.push({ list, rank, weight, k, gain, candidate });
      if (chunkId !== null && gain > hit.best) {
        hit.best = gain;
        hit.chunkId = chunkId;
      }
      found.set(productId, hit);
    }
  }
  return [...found.values()]
    .sort((a, b) => b.score - a.score || a.productId.localeCompare(b.productId))
    .map(({ best: _best, ...hit }) => hit);
}

/** A product counts once in a list, at its best chunk: a long description is no advantage. Equal scores share a rank. */
function ranked(candidates: readonly Candidate[]): { candidate: Candidate; rank: number }[] {
  const seen = new Set<string>();
  const first = candidates.filter(({ productId }) => !seen.has(productId) && seen.add(productId));
  let rank = 1;
  return first.map((candidate, index) => {
    if (Math.abs(candidate.score - (first[index - 1]?.score ?? Infinity)) > SAME_SCORE) rank = index + 1;
    return { candidate, rank };
  });
}

const SAME_SCORE = 1e-6;
