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

/** Over `product p`: one of its texts waits. From the jobs to the products: mostly they are few. */
const isWaiting = Prisma.sql`p.id IN (SELECT c.product_id FROM ${waitingJobs} JOIN knowledge_chunk c ON c.text_hash = j.text_hash)`;
/** Asked of each product, because a page has its rows after a few: NOT IN would first collect all that wait. */
const isLearned = Prisma.sql`NOT EXISTS (SELECT 1 FROM knowledge_chunk c JOIN embedding_job j ON j.text_hash = c.text_hash JOIN embedding_model m ON m.id = j.model_id AND m.state = 'active' WHERE c.product_id = p.id)`;

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

/** Looked at of a store and of what stores share, for its figure. */
const MAX_TEXTS = 5_000;

/**
 * For `store s`: how many of its products are `waiting`, by the texts of its own and by those that another store waits for too.
 * OFFSET 0 makes each text one look into an index: a join of all chunks once a store would take seconds.
 */
export const countWaitingSql = Prisma.sql`
  SELECT count(DISTINCT p.id)::int FROM (
    SELECT own.text_hash FROM (SELECT j.text_hash FROM ${waitingJobs} WHERE j.store_id = s.id LIMIT ${MAX_TEXTS}) own
    UNION SELECT shared.text_hash FROM shared WHERE shared.store_id = s.id) t
  CROSS JOIN LATERAL (SELECT product_id FROM knowledge_chunk WHERE text_hash = t.text_hash AND store_id = s.id OFFSET 0) c
  CROSS JOIN LATERAL (SELECT p.id FROM product p WHERE p.id = c.product_id AND ${forAiSql} OFFSET 0) p`;

/** WITH shared AS (…): texts that a store has and another one pays for. Looked for once, however many stores are asked about. */
export const sharedWaitingSql = Prisma.sql`
  SELECT DISTINCT c.store_id, c.text_hash FROM (SELECT j.text_hash, j.store_id FROM ${waitingJobs} LIMIT ${MAX_TEXTS}) j
  JOIN knowledge_chunk c ON c.text_hash = j.text_hash AND c.store_id <> j.store_id`;
