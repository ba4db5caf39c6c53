import type { Database } from "@/lib/core/open-database";
import { liveModels } from "./models";

/** pgvector indexes `vector` up to 2,000 dimensions and `halfvec` up to 4,000. */
const MAX_VECTOR_DIMENSIONS = 2_000;
export const vectorType = (dimensions: number): string =>
  dimensions <= MAX_VECTOR_DIMENSIONS ? `vector(${dimensions})` : `halfvec(${dimensions})`;
const operatorClass = (dimensions: number): string => (dimensions <= MAX_VECTOR_DIMENSIONS ? "vector_cosine_ops" : "halfvec_cosine_ops");

/**
 * Below this size comparing everything is faster. The embedded database never builds one: it has a single connection,
 * which would stand still for minutes, and every write after it would be slow; it compares everything.
 */
const INDEX_FROM = 5_000;

/**
 * Builds each live model's HNSW index once it is worth it: one partial index per model, because dimension is the
 * model's and not the table's. May run twice; an index whose building was interrupted is built anew.
 * @param indexFrom for tests, which cannot wait for thousands of rows
 * @returns names of the indexes built now
 */
export async function ensureVectorIndexes(
  { db, kind, maintain }: Pick<Database, "db" | "kind" | "maintain">,
  indexFrom: number = INDEX_FROM,
): Promise<string[]> {
  const built: string[] = [];
  if (kind === "embedded") return built;
  for (const model of await liveModels(db)) {
    const name = `embedding_hnsw_${model.id}`;
    const [state] = await db.$queryRaw<{ enough: boolean; valid: boolean | null }[]>`
      SELECT (SELECT count(*) FROM (SELECT 1 FROM embedding WHERE model_id = ${model.id} LIMIT ${indexFrom}) AS counted) >= ${indexFrom} AS enough,
        (SELECT i.indisvalid FROM pg_index i JOIN pg_class k ON k.oid = i.indexrelid WHERE k.relname = ${name}) AS valid`;
    if (!state?.enough || state.valid === true) continue;
    if (state.valid === false) await maintain(`DROP INDEX IF EXISTS "${name}"`);
    // CONCURRENTLY: ingest goes on meanwhile.
    await maintain(
      `CREATE INDEX CONCURRENTLY IF NOT EXISTS "${name}" ON "embedding" USING hnsw (("embedding"::${vectorType(model.dimensions)}) ${operatorClass(model.dimensions)}) WHERE "model_id" = ${model.id}`,
    );
    built.push(name);
  }
  return built;
}
