import { z } from "zod";
import type { Db } from "@/lib/core/db";
import { wooExternalId } from "../woocommerce/to-draft";
import type { DigestPage } from "./wire";

/** waiting: an event of it has not ended, so nothing can be said yet. */
const verdicts = ["verified", "missing", "different", "waiting"] as const;
export type Verdict = (typeof verdicts)[number];
export type Judged = { productId: string; verdict: Verdict };

const judgedRows = z.array(z.object({ product_id: z.string(), verdict: z.enum(verdicts) }));

/**
 * What the shop says of a page's products against what is here, in one statement. Equal hashes are equal; where either
 * side knows none, equal times to the second are, and then the shop's hash is adopted. Rows the pipeline holds are left
 * alone: it is about to write a newer version, and two that wait for each other's rows would be worse. Each product is
 * looked up by its key (LATERAL … LIMIT 1): joined, a database without statistics yet, as right after a first sync, goes
 * through the store once for every product of the page.
 * @param seenIn the run that keeps which products were named; null: nothing is kept.
 */
export async function comparePage(
  db: Db,
  storeId: string,
  products: DigestPage["products"],
  seenIn: string | null,
): Promise<readonly Judged[]> {
  if (products.length === 0) return [];
  const rows = products.map(({ id, modified, hash }) => ({ product_id: id, external_id: wooExternalId(id), modified, hash }));
  const judged = await db.$queryRaw<unknown[]>`
    WITH sent AS (
      SELECT * FROM json_to_recordset(${JSON.stringify(rows)}::json) AS r (product_id text, external_id text, modified timestamptz, hash text)
    ), judged AS MATERIALIZED (
      SELECT s.*, v.seq, v.source_hash, CASE
        WHEN EXISTS (SELECT 1 FROM event e WHERE e.store_id = ${storeId}::uuid AND e.product_id = s.product_id
          AND e.status IN ('received', 'processing', 'retrying')) THEN 'waiting'
        WHEN p.id IS NULL OR NOT p.is_active THEN 'missing'
        WHEN v.source_hash IS NOT NULL AND s.hash IS NOT NULL THEN CASE WHEN v.source_hash = s.hash THEN 'verified' ELSE 'different' END
        WHEN date_trunc('second', p.source_updated_at) = date_trunc('second', s.modified) THEN 'verified'
        ELSE 'different' END AS verdict
      FROM sent s
      LEFT JOIN LATERAL (SELECT id, is_active, source_updated_at FROM product
        WHERE store_id = ${storeId}::uuid AND external_id = s.external_id LIMIT 1) p ON TRUE
      LEFT JOIN LATERAL (SELECT seq, source_hash FROM product_version
        WHERE store_id = ${storeId}::uuid AND external_id = s.external_id LIMIT 1) v ON TRUE
    ), seen AS (
      INSERT INTO digest_seen (run_id, external_id) SELECT ${seenIn}::uuid, external_id FROM sent WHERE ${seenIn}::uuid IS NOT NULL
      ON CONFLICT DO NOTHING
    ), free AS (
      SELECT v.external_id, j.hash FROM judged j JOIN product_version v ON v.store_id = ${storeId}::uuid AND v.external_id = j.external_id
      WHERE j.verdict = 'verified' AND j.hash IS NOT NULL AND v.source_hash IS NULL AND v.seq = j.seq
      FOR UPDATE OF v SKIP LOCKED
    ), adopted AS (
      UPDATE product_version v SET source_hash = free.hash FROM free WHERE v.store_id = ${storeId}::uuid AND v.external_id = free.external_id
    )
    SELECT product_id, verdict FROM judged`;
  return judgedRows.parse(judged).map((row) => ({ productId: row.product_id, verdict: row.verdict }));
}
