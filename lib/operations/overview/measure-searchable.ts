import { z } from "zod";
import type { Prisma } from "@/lib/core/db";
import type { Deps } from "@/lib/core/deps";
import { externalIdOfEvent } from "./external-id";

/** Of the newest applied events of a scope: more would say the same and cost more than the page. */
export const MEASURED_EVENTS = 1_000;

export type Searchable = {
  /** Null when nothing has become searchable in the time looked at. */
  p50Ms: number | null;
  p95Ms: number | null;
  /** Changes measured. */
  events: number;
  /** Saved, but not all of their texts have a vector: they are in no figure yet. */
  pending: number;
};

const measured = z.object({
  store_id: z.string().nullable(),
  p50: z.number().nullable(),
  p95: z.number().nullable(),
  events: z.number(),
  pending: z.number(),
});

/**
 * From the hub's receipt of a change to the moment search finds its product with it: saved, and its texts embedded. Of a
 * product the newest change counts, because what its texts waited for is known of that one only. A vector made before
 * the receipt costs nothing; of several models the first vector counts, so that a new model is no delay. What a person
 * replayed did not just arrive, and is left out.
 */
export async function measureSearchable(
  { db }: Pick<Deps, "db">,
  scope: Prisma.Sql,
  from: Date,
): Promise<{ all: Searchable; byStore: Map<string, Searchable> }> {
  const rows = z.array(measured).parse(
    await db.$queryRaw<unknown[]>`
      WITH applied AS (
        SELECT e.id, e.store_id, e.created_at, e.processed_at, ${externalIdOfEvent("e")} AS external_id FROM event e
        WHERE e.created_at >= ${from} AND e.status = 'succeeded' AND e.attempts_at_queue = 0 AND ${scope} ORDER BY e.created_at DESC, e.id DESC LIMIT ${MEASURED_EVENTS}
      ), newest AS (
        SELECT DISTINCT ON (store_id, external_id) * FROM applied ORDER BY store_id, external_id, id DESC
      ), found AS (
        SELECT n.store_id, coalesce(k.is_pending, FALSE) AS is_pending,
          (extract(epoch FROM greatest(n.processed_at, k.at) - n.created_at) * 1000)::float8 AS ms
        FROM newest n
        LEFT JOIN LATERAL (SELECT id FROM product WHERE store_id = n.store_id AND external_id = n.external_id LIMIT 1) p ON TRUE
        LEFT JOIN LATERAL (
          SELECT max(v.at) AS at, bool_or(v.at IS NULL) AS is_pending FROM (SELECT text_hash FROM knowledge_chunk WHERE product_id = p.id OFFSET 0) c
          LEFT JOIN LATERAL (
            SELECT min(b.at) AS at FROM embedding_model m
            CROSS JOIN LATERAL (SELECT created_at AS at FROM embedding WHERE model_id = m.id AND text_hash = c.text_hash LIMIT 1) b) v ON TRUE) k ON TRUE
      )
      SELECT store_id::text, percentile_disc(0.5) WITHIN GROUP (ORDER BY ms) FILTER (WHERE NOT is_pending) AS p50,
        percentile_disc(0.95) WITHIN GROUP (ORDER BY ms) FILTER (WHERE NOT is_pending) AS p95,
        count(*) FILTER (WHERE NOT is_pending)::int AS events, count(*) FILTER (WHERE is_pending)::int AS pending
      FROM found GROUP BY GROUPING SETS ((), (store_id))`,
  );
  const byStore = new Map<string, Searchable>();
  let all: Searchable = { p50Ms: null, p95Ms: null, events: 0, pending: 0 };
  for (const { store_id: storeId, p50, p95, events, pending } of rows) {
    const found = { p50Ms: p50 === null ? null : Math.round(p50), p95Ms: p95 === null ? null : Math.round(p95), events, pending };
    if (storeId === null) all = found;
    else byStore.set(storeId, found);
  }
  return { all, byStore };
}
