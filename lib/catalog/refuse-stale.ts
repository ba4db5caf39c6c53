import type { Db } from "@/lib/core/db";
import { externalIdOf, type ProductChange } from "./draft";

/**
 * The version guard. Order is kept on the store's clock, then by arrival; the decision falls in the UPDATE's own WHERE,
 * under the row's lock, so no order of workers, retries and crashes can bring an older state back.
 *
 *   at        version on the store's clock; NULL after an upsert without a time
 *   seq       arrival sequence of the change that made the state
 *   floor_seq arrival sequence of the last change without a time, or of the last reading: it beat all that arrived before it
 *   source_hash the shop's digest of that state, if the winner brought one: never that of a change that was refused
 *
 * A change without a time comes with floor_seq = seq. An upsert without a time stores at = NULL, a deletion without a
 * time the greater of the version it found and `tombstoneAt` (its arrival): only something strictly newer revives.
 * A reading comes with floor_seq = seq too, and keeps its time: against what arrived after the shop was asked, times decide.
 * @returns external ids of the changes that won; the others are stale.
 */
export async function refuseStale(db: Db, storeId: string, changes: readonly ProductChange[]): Promise<Set<string>> {
  const rows = changes.map((change) => ({
    external_id: externalIdOf(change),
    at: change.kind === "delete" ? (change.at ?? change.tombstoneAt) : change.at,
    seq: String(change.seq),
    floor_seq: change.at === null || (change.kind === "upsert" && change.isReading) ? String(change.seq) : "0",
    is_deleted: change.kind === "delete",
    source_hash: change.kind === "upsert" ? (change.sourceHash ?? null) : null,
  }));
  // Sorted: two workers that hold the same products lock them in the same order.
  const won = await db.$queryRaw<{ external_id: string }[]>`
    INSERT INTO product_version AS v (store_id, external_id, at, seq, floor_seq, is_deleted, source_hash, last_sync_at)
    SELECT ${storeId}::uuid, c.external_id, c.at, c.seq, c.floor_seq, c.is_deleted, c.source_hash, now()
    FROM json_to_recordset(${JSON.stringify(rows)}::json) AS c (external_id text, at timestamptz, seq bigint, floor_seq bigint, is_deleted boolean, source_hash text)
    ORDER BY c.external_id
    ON CONFLICT (store_id, external_id) DO UPDATE SET
      at = CASE WHEN EXCLUDED.is_deleted AND EXCLUDED.floor_seq = EXCLUDED.seq THEN greatest(v.at, EXCLUDED.at) ELSE EXCLUDED.at END,
      seq = EXCLUDED.seq, floor_seq = greatest(v.floor_seq, EXCLUDED.floor_seq), is_deleted = EXCLUDED.is_deleted,
      source_hash = EXCLUDED.source_hash, last_sync_at = EXCLUDED.last_sync_at
    WHERE EXCLUDED.seq >= v.floor_seq AND CASE
      WHEN EXCLUDED.floor_seq = EXCLUDED.seq AND NOT EXCLUDED.is_deleted THEN EXCLUDED.seq >= v.seq OR EXCLUDED.at > v.at
      WHEN EXCLUDED.floor_seq = EXCLUDED.seq OR v.at IS NULL THEN EXCLUDED.seq >= v.seq
      WHEN EXCLUDED.is_deleted THEN EXCLUDED.at >= v.at
      WHEN v.is_deleted THEN EXCLUDED.at > v.at
      ELSE (EXCLUDED.at, EXCLUDED.seq) >= (v.at, v.seq) END
    RETURNING external_id`;
  return new Set(won.map((row) => row.external_id));
}
