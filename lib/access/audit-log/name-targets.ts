import type { Db } from "@/lib/core/db";
import { isUuid, storesOf, type Caller } from "../caller";

type Entry = { target_type: string; target_id: string; store_id: string | null };

/** What people call the things of a page of the log, by "type id"; only of what the caller may see, and only what is still there. */
export async function nameTargets(db: Db, caller: Caller, entries: readonly Entry[]): Promise<Map<string, string>> {
  const idsOf = (type: string) =>
    entries.flatMap((entry) => (entry.target_type === type && isUuid(entry.target_id) ? [entry.target_id] : []));
  const storeIds = [...idsOf("store"), ...entries.flatMap(({ store_id }) => (store_id === null ? [] : [store_id]))];
  const own = caller.role === "ADMIN" ? {} : { userId: caller.userId };
  const [stores, tokens, users, keys] = await Promise.all([
    db.store.findMany({ where: { AND: [{ id: { in: storeIds } }, storesOf(caller)] }, select: { id: true, name: true } }),
    db.integrationToken.findMany({ where: { id: { in: idsOf("token") }, store: storesOf(caller) }, select: { id: true, name: true } }),
    db.user.findMany({
      where: { AND: [{ id: { in: idsOf("user") } }, caller.role === "ADMIN" ? {} : { id: caller.userId }] },
      select: { id: true, email: true },
    }),
    db.accessKey.findMany({ where: { id: { in: idsOf("access_key") }, ...own }, select: { id: true, name: true } }),
  ]);
  return new Map([
    ...stores.map(({ id, name }) => [`store ${id}`, name] as const),
    ...tokens.map(({ id, name }) => [`token ${id}`, name] as const),
    ...users.map(({ id, email }) => [`user ${id}`, email] as const),
    ...keys.map(({ id, name }) => [`access_key ${id}`, name] as const),
  ]);
}
