import type { Db, Prisma } from "@/lib/core/db";
import type { AuditAction, AuditTarget } from "./audit-log/actions";
import type { Caller } from "./caller";

export type AuditEntry = {
  action: AuditAction;
  targetType: AuditTarget;
  targetId: string;
  /** Whose store it concerns: its owner reads of it. Of an act on a store itself it need not be said. */
  storeId?: string | null;
  details?: Prisma.InputJsonObject;
};

/** A caller, or a shop that holds a code which this user confirmed. */
type Actor = Pick<Caller, "userId" | "sourceIp" | "requestId"> & { kind: Caller["kind"] | "connect" };

const rowOf = (caller: Actor | null, entry: AuditEntry) => ({
  actorId: caller?.userId ?? null,
  actorKind: caller?.kind ?? "system",
  sourceIp: caller?.sourceIp ?? null,
  requestId: caller?.requestId ?? null,
  action: entry.action,
  targetType: entry.targetType,
  targetId: entry.targetId,
  storeId: entry.storeId ?? (entry.targetType === "store" ? entry.targetId : null),
  details: entry.details ?? {},
});

/** Who did what, from where. `details` never holds a secret. Answers the number of the entry. */
export async function recordAudit(db: Db, caller: Actor | null, entry: AuditEntry): Promise<bigint> {
  const { id } = await db.auditEntry.create({ data: rowOf(caller, entry), select: { id: true } });
  return id;
}

/** Several at once, of different targets. Answers their numbers, in the same order. */
export async function recordAudits(db: Db, caller: Actor | null, entries: readonly AuditEntry[]): Promise<bigint[]> {
  const made = await db.auditEntry.createManyAndReturn({
    data: entries.map((entry) => rowOf(caller, entry)),
    select: { id: true, targetId: true },
  });
  const idOf = new Map(made.map(({ id, targetId }) => [targetId, id]));
  return entries.flatMap(({ targetId }) => idOf.get(targetId) ?? []);
}
