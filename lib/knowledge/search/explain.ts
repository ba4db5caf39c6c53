import { z } from "zod";
import type { Db, Prisma } from "@/lib/core/db";
import type { Explanation, Reason } from "./explanation";
import type { CandidateLists, Fused, ListName } from "./fuse";
import { markWords } from "./mark-words";
import { chunksInScope } from "./scope";

const MAX_PASSAGES = 3;
const reasonOf = { bySku: "sku", byWords: "words", bySpelling: "spelling", byMeaning: "meaning" } as const satisfies Record<
  ListName,
  Reason
>;
const chunkRow = z.object({ id: z.string(), text: z.string() });

type Found = Pick<Explanation, "parts" | "words" | "passages">;

/** Why each hit was found, out of what ranked it: nothing is worked out anew but which words to mark. By product. */
export async function explain(
  db: Db,
  scope: Prisma.Sql,
  lists: CandidateLists,
  hits: readonly Fused[],
): Promise<ReadonlyMap<string, Found>> {
  const chunks = new Map(hits.map((hit) => [hit.productId, matchedChunks(lists, hit)]));
  const ids = [...chunks.values()].flatMap((found) => [...found.keys()]);
  const texts =
    ids.length === 0
      ? []
      : z
          .array(chunkRow)
          .parse(
            await db.$queryRaw<unknown[]>`SELECT c.id::text, c.text FROM ${chunksInScope} WHERE c.id = ANY(${ids}::uuid[]) AND ${scope}`,
          );
  const textOf = new Map(texts.map(({ id, text }) => [id, text]));
  return new Map(
    hits.map((hit) => {
      const words = hit.parts.find(({ list }) => list === "byWords")?.candidate.words?.() ?? null;
      const tokens = words?.held.map(({ word }) => word) ?? [];
      const passages = passagesOf(chunks.get(hit.productId) ?? new Map(), textOf).map(({ text, ...passage }) => ({
        ...passage,
        segments: markWords(text, tokens),
      }));
      const parts = hit.parts.map(({ list, candidate, ...part }) => ({
        ...part,
        reason: reasonOf[list],
        score: candidate.score,
        confidence: candidate.confidence ?? 1,
      }));
      return [hit.productId, { parts, words, passages }];
    }),
  );
}

/** What the chunks say, each text once: a shop may well repeat a title as the whole description. */
function passagesOf(chunks: ReadonlyMap<string, ReadonlySet<Reason>>, textOf: ReadonlyMap<string, string>) {
  const passages = new Map<string, { id: string; reasons: Reason[]; text: string }>();
  for (const [id, reasons] of chunks) {
    const text = textOf.get(id);
    if (text === undefined) continue;
    const same = passages.get(text) ?? { id, reasons: [], text };
    passages.set(text, { ...same, reasons: [...new Set([...same.reasons, ...reasons])] });
  }
  return [...passages.values()];
}

/** The chunks that spoke for a hit and by which search, the one that said most first. */
function matchedChunks(lists: CandidateLists, hit: Fused): Map<string, Set<Reason>> {
  const found = new Map<string, Set<Reason>>(hit.chunkId === null ? [] : [[hit.chunkId, new Set()]]);
  for (const list of ["byWords", "bySpelling", "byMeaning"] as const) {
    for (const { productId, chunkId } of lists[list]) {
      if (productId !== hit.productId || chunkId === null) continue;
      const reasons = found.get(chunkId) ?? (found.size < MAX_PASSAGES ? new Set<Reason>() : undefined);
      if (reasons) found.set(chunkId, reasons.add(reasonOf[list]));
    }
  }
  return found;
}
