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

/** Who did what, from where. `details` never holds a secret. Answers the number of the entry. */
export async function recordAudit(db: Db, caller: Actor | null, entry: AuditEntry): Promise<bigint> {
  const { id } = await db.auditEntry.create({
    data: {
      actorId: caller?.userId ?? null,
      actorKind: caller?.kind ?? "system",
      sourceIp: caller?.sourceIp ?? null,
      requestId: caller?.requestId ?? null,
      action: entry.action,
      targetType: entry.targetType,
      targetId: entry.targetId,
      storeId: entry.storeId ?? (entry.targetType === "store" ? entry.targetId : null),
      details: entry.details ?? {},
    },
    select: { id: true },
  });
  return id;
}
