import { forAiSql, keptBackSql, notPublicSql } from "@/lib/access/stores/visibility";
import { Prisma } from "@/lib/core/db";

/**
 * What the AI knows of a product that its shop has. Each is in exactly one of these; `ready` and `waiting` together are
 * what the AI may read.
 */
export const aiStates = ["ready", "waiting", "hidden", "not_public"] as const;
export type AiState = (typeof aiStates)[number];

/** A text waits as long as it has a job of the searched model, whichever store pays for it (lib/knowledge/embed-waiting.ts). */
const waitingJobs = Prisma.sql`embedding_job j JOIN embedding_model m ON m.id = j.model_id AND m.state = 'active'`;

/** An array, and `IS TRUE`: worked out once, then one look per product, whatever the planner thinks of tables it has not counted yet. As a join it was done anew for each product. */
const waitingProducts = Prisma.sql`SELECT unnest(ARRAY(SELECT DISTINCT c.product_id FROM ${waitingJobs} JOIN knowledge_chunk c ON c.text_hash = j.text_hash))`;
/** Over `product p`: one of its texts waits. */
const isWaiting = Prisma.sql`(p.id IN (${waitingProducts})) IS TRUE`;
const isLearned = Prisma.sql`(p.id IN (${waitingProducts})) IS NOT TRUE`;

const conditions: Record<AiState, Prisma.Sql> = {
  ready: Prisma.sql`(${forAiSql} AND ${isLearned})`,
  waiting: Prisma.sql`(${forAiSql} AND ${isWaiting})`,
  hidden: keptBackSql,
  not_public: notPublicSql,
};

/** Over `product p JOIN store s`: in any of these states. */
export function aiStateSql(states: readonly AiState[]): Prisma.Sql {
  const isForAi = states.includes("ready") && states.includes("waiting");
  const rest = isForAi ? states.filter((state) => state !== "ready" && state !== "waiting") : states;
  return Prisma.sql`(${Prisma.join([...(isForAi ? [forAiSql] : []), ...rest.map((state) => conditions[state])], " OR ")})`;
}

/** Looked at, of texts that these stores wait for, and of those that others do: who has them too waits for them as well. */
const MAX_OWN_TEXTS = 100_000;
const MAX_SHARED_TEXTS = 5_000;
/** Up to here each text is a look or two into an index; past it, going through whole tables once costs less. PostgreSQL would do so from the first hundreds on. */
const MAX_LOOKS = 10_000;

/**
 * Of the stores in `asked`, a part of the same WITH: `product_waiting` says how many products (`products`) of which (`store_id`) are `waiting`,
 * in one go through the texts, however many stores there are. Only one of its two halves is run.
 */
export const countWaitingSql = Prisma.sql`
  text_waiting AS MATERIALIZED (
    (SELECT j.text_hash FROM ${waitingJobs} WHERE j.store_id IN (SELECT id FROM asked) LIMIT ${MAX_OWN_TEXTS})
    UNION ALL (SELECT j.text_hash FROM ${waitingJobs} WHERE j.store_id NOT IN (SELECT id FROM asked) LIMIT ${MAX_SHARED_TEXTS})),
  product_waiting AS MATERIALIZED (
    SELECT w.store_id, count(DISTINCT w.id)::int AS products FROM (
      SELECT c.store_id, p.id FROM (
        SELECT c.store_id, c.product_id FROM text_waiting t
        CROSS JOIN LATERAL (SELECT store_id, product_id FROM knowledge_chunk WHERE text_hash = t.text_hash OFFSET 0) c OFFSET 0) c
      JOIN asked s ON s.id = c.store_id
      CROSS JOIN LATERAL (SELECT p.id FROM product p WHERE p.id = c.product_id AND ${forAiSql} OFFSET 0) p
      WHERE (SELECT count(*) FROM text_waiting) <= ${MAX_LOOKS}
      UNION ALL
      SELECT p.store_id, p.id FROM text_waiting t
      JOIN knowledge_chunk c ON c.text_hash = t.text_hash
      JOIN product p ON p.id = c.product_id
      JOIN asked s ON s.id = p.store_id
      WHERE (SELECT count(*) FROM text_waiting) > ${MAX_LOOKS} AND ${forAiSql}) w
    GROUP BY w.store_id)`;
