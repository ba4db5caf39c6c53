import type { Deps } from "@/lib/core/deps";

/** Which of a shown product's passages can be found now: those whose very text has a vector of the active model. */
export async function embeddedChunks({ db }: Pick<Deps, "db">, chunkIds: readonly string[]): Promise<Set<string>> {
  if (chunkIds.length === 0) return new Set();
  const rows = await db.$queryRaw<{ id: string }[]>`
    SELECT c.id::text FROM knowledge_chunk c
    JOIN embedding v ON v.text_hash = c.text_hash AND v.model_id = (SELECT id FROM embedding_model WHERE state = 'active')
    WHERE c.id = ANY(${[...chunkIds]}::uuid[])`;
  return new Set(rows.map(({ id }) => id));
}
