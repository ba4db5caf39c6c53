import type { DbClient } from "@/lib/core/db";
import type { ConnectionKind } from "../connections/connection";

/** Removes what jobs wrote down of a shop's products; that they ran, and their figures, stay. May run twice. */
export async function eraseTraces(db: DbClient, storeId: string, kind: ConnectionKind): Promise<void> {
  await db.$transaction([
    db.syncMark.deleteMany({ where: { storeId } }),
    db.syncProblem.deleteMany({ where: { job: { storeId, kind } } }),
    db.syncSeen.deleteMany({ where: { job: { storeId, kind } } }),
  ]);
}
