import type { Db, Prisma } from "@/lib/core/db";
import type { Caller } from "./caller";

export type AuditEntry = {
  action: string;
  targetType: "user" | "access_key" | "token" | "store" | "event";
  targetId: string;
  details?: Prisma.InputJsonObject;
};

/** A caller, or a shop that holds a code which this user confirmed. */
type Actor = Pick<Caller, "userId" | "sourceIp" | "requestId"> & { kind: Caller["kind"] | "connect" };

/** Who did what, from where. `details` never holds a secret. */
export async function recordAudit(db: Db, caller: Actor | null, entry: AuditEntry): Promise<void> {
  await db.auditEntry.create({
    data: {
      actorId: caller?.userId ?? null,
      actorKind: caller?.kind ?? "system",
      sourceIp: caller?.sourceIp ?? null,
      requestId: caller?.requestId ?? null,
      action: entry.action,
      targetType: entry.targetType,
      targetId: entry.targetId,
      details: entry.details ?? {},
    },
    select: { id: true },
  });
}
