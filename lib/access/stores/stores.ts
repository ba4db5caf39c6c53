import type { Db, Prisma } from "@/lib/core/db";
import type { Deps } from "@/lib/core/deps";
import { AppError } from "@/lib/core/errors";
import { recordAudit } from "../audit";
import { isUuid, requireAdmin, storesOf, type Caller } from "../caller";
import { forgetTokens } from "../tokens/find-token";
import { visibilitySelect } from "./visibility";
import type { StoreChanges, StoreRow } from "./wire";

export const storeSelect = {
  id: true,
  name: true,
  isActive: true,
  createdAt: true,
  owner: { select: { id: true, email: true } },
  ...visibilitySelect,
  tokenRatePerMinute: true,
  tokenRateBurst: true,
  tokenAllowedIps: true,
} as const satisfies Prisma.StoreSelect;

/** @throws AppError store_not_found: no such store, or not one of the caller's. */
export async function showStore({ db }: { db: Db }, caller: Caller, id: string): Promise<StoreRow> {
  const store = isUuid(id) ? await db.store.findFirst({ where: { AND: [{ id }, storesOf(caller)] }, select: storeSelect }) : null;
  if (!store) throw new AppError("store_not_found");
  return store;
}

const tokenSettings = ["tokenRatePerMinute", "tokenRateBurst", "tokenAllowedIps"] as const satisfies (keyof StoreChanges)[];

/** What the log keeps: name and state always, of the settings those that were named. */
const loggedOf = (store: StoreRow, changes: StoreChanges) => ({
  name: store.name,
  isActive: store.isActive,
  ...Object.fromEntries(
    (Object.keys(changes) as (keyof StoreChanges)[]).filter((name) => changes[name] !== undefined).map((name) => [name, store[name]]),
  ),
});

/**
 * A store switched off takes no events and answers no search; what the AI may know changes with the next search.
 * @throws AppError store_not_found, forbidden: how tokens begin is an administrator's, as tokens are
 */
export async function updateStore(deps: Pick<Deps, "db">, caller: Caller, id: string, changes: StoreChanges): Promise<StoreRow> {
  await showStore(deps, caller, id);
  if (tokenSettings.some((name) => changes[name] !== undefined)) requireAdmin(caller);
  const after = await deps.db.$transaction(async (tx) => {
    // Two changes at once: the second waits, so that the log tells what it found. Messages that come in do not wait for it.
    await tx.$queryRaw`SELECT 1 FROM store WHERE id = ${id}::uuid FOR NO KEY UPDATE`;
    const before = await showStore({ db: tx }, caller, id);
    const updated = await tx.store.update({ where: { id }, data: changes, select: storeSelect });
    await recordAudit(tx, caller, {
      action: "store.update",
      targetType: "store",
      targetId: id,
      details: { before: loggedOf(before, changes), after: loggedOf(updated, changes) },
    });
    return updated;
  });
  forgetTokens();
  return after;
}
