import { recordAudit } from "@/lib/access/audit";
import { isUuid, storesOf, type Caller } from "@/lib/access/caller";
import type { Deps } from "@/lib/core/deps";
import { AppError } from "@/lib/core/errors";
import type { ConnectionKind } from "../connections/connection";
import { queueJob } from "./queue-job";
import type { SyncRequest } from "./wire";

export type SyncDeps = Pick<Deps, "db"> & {
  /** Tells the engine that these stores have a job. May be lost: a sweep finds it. */
  nudgeSync: (storeIds: Iterable<string>) => void;
};

/**
 * Somebody wants a store's shop looked at. Without a store it is the caller's only one of this kind.
 * @throws AppError credentials_missing: no store of this kind is connected · store_not_found · body_invalid: several are
 */
export async function requestSync(
  deps: SyncDeps,
  caller: Caller,
  kind: ConnectionKind,
  asked: SyncRequest,
): Promise<{ taskId: string; address: string }> {
  const connection = await findConnection(deps, caller, kind, asked.storeId);
  const taskId = await deps.db.$transaction(async (tx) => {
    const id = await queueJob(tx, connection.storeId, kind, {
      mode: asked.mode,
      trigger: "manual",
      isForced: asked.isForced,
      requestedBy: caller.userId,
    });
    await recordAudit(tx, caller, {
      action: "store.sync",
      targetType: "store",
      targetId: connection.storeId,
      details: { job: id, mode: asked.mode },
    });
    return id;
  });
  deps.nudgeSync([connection.storeId]);
  return { taskId, address: connection.address };
}

async function findConnection({ db }: Pick<Deps, "db">, caller: Caller, kind: ConnectionKind, storeId: string | undefined) {
  if (storeId !== undefined) {
    const store = isUuid(storeId)
      ? await db.store.findFirst({
          where: { AND: [{ id: storeId, isActive: true }, storesOf(caller)] },
          select: { connection: { select: { storeId: true, kind: true, address: true } } },
        })
      : null;
    if (!store) throw new AppError("store_not_found");
    if (store.connection?.kind !== kind) throw new AppError("credentials_missing");
    return store.connection;
  }
  const connections = await db.connection.findMany({
    where: { kind, store: { AND: [{ isActive: true }, storesOf(caller)] } },
    select: { storeId: true, address: true },
    take: 2,
  });
  const [only] = connections;
  if (!only) throw new AppError("credentials_missing");
  if (connections.length > 1)
    throw new AppError("body_invalid", { fields: { store_id: "several stores are connected: name the one to sync" } });
  return only;
}
