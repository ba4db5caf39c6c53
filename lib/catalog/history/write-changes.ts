import type { Db } from "@/lib/core/db";
import { KEPT_CHANGES, type ChangeCause, type ChangeKind, type Changes } from "./change";

export type ToRecord = {
  productId: string;
  /** The product's own count of changes, raised by the write that this is about (product.changes_count). */
  number: number;
  kind: ChangeKind;
  cause: ChangeCause | null;
  changes: Changes;
};

/**
 * Hundreds of changes in one statement, in the transaction that makes them so. The newest takes the oldest's slot. Their
 * time is that of this statement: now() would be when the transaction began, before what others wrote meanwhile.
 */
export async function writeChanges(db: Db, records: readonly ToRecord[]): Promise<void> {
  if (records.length === 0) return;
  const rows = records.map(({ productId, number, kind, cause, changes }) => ({
    product_id: productId,
    slot: number % KEPT_CHANGES,
    number,
    kind,
    cause: cause?.kind ?? null,
    event_id: cause?.eventId === undefined ? null : String(cause.eventId),
    job_id: cause?.jobId ?? null,
    changes,
  }));
  await db.$executeRaw`
    INSERT INTO product_change (product_id, slot, number, at, kind, cause, event_id, job_id, changes)
    SELECT r.product_id, r.slot, r.number, clock_timestamp(), r.kind, r.cause, r.event_id, r.job_id, r.changes FROM json_to_recordset(${JSON.stringify(rows)}::json) AS r (
      product_id uuid, slot smallint, number int, kind text, cause text, event_id bigint, job_id uuid, changes jsonb)
    ON CONFLICT (product_id, slot) DO UPDATE SET
      number = EXCLUDED.number, at = EXCLUDED.at, kind = EXCLUDED.kind, cause = EXCLUDED.cause, event_id = EXCLUDED.event_id,
      job_id = EXCLUDED.job_id, changes = EXCLUDED.changes`;
}
