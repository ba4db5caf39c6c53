import type { Deps } from "@/lib/core/deps";
import { recordAudit } from "../audit";
import type { Caller } from "../caller";
import { showStore } from "./stores";
import type { NewStore, StoreRow } from "./wire";

/** Makes a store of the caller's own; how it is connected is decided afterwards. */
export async function createStore(deps: Pick<Deps, "db">, caller: Caller, { name }: NewStore): Promise<StoreRow> {
  const { id } = await deps.db.$transaction(async (tx) => {
    const store = await tx.store.create({ data: { name, ownerId: caller.userId }, select: { id: true } });
    await recordAudit(tx, caller, { action: "store.create", targetType: "store", targetId: store.id, details: { name } });
    return store;
  });
  return showStore(deps, caller, id);
}
