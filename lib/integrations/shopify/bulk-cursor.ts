/**
 * Where a listing by bulk operation stands: "bulk:seq:askedAt:operation". The place of a job keeps it, and beside it how
 * many products were taken from the operation's file.
 */
export type BulkCursor = {
  /** Drawn before the operation was started: what arrived earlier is older than all it reads. */
  seq: bigint;
  /** When it was first asked for, in ms. */
  askedAtMs: number;
  /** Null: no place was free yet. */
  operationId: string | null;
};

/** Null: not such a listing. */
export function readBulkCursor(text: string | null): BulkCursor | null {
  const match = /^bulk:(\d{1,19}):(\d{1,15}):(.{0,200})$/.exec(text ?? "");
  if (!match) return null;
  return { seq: BigInt(match[1] ?? ""), askedAtMs: Number(match[2]), operationId: match[3] || null };
}

export const writeBulkCursor = ({ seq, askedAtMs, operationId }: BulkCursor): string => `bulk:${seq}:${askedAtMs}:${operationId ?? ""}`;
