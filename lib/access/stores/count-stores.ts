import type { Deps } from "@/lib/core/deps";
import { storesOf, type Caller } from "../caller";

/** How many stores each of these people has, of those the caller may see. */
export async function countStores({ db }: Pick<Deps, "db">, caller: Caller, userIds: readonly string[]): Promise<Map<string, number>> {
  const counted = await db.store.groupBy({
    by: ["ownerId"],
    where: { AND: [{ ownerId: { in: [...userIds] } }, storesOf(caller)] },
    _count: { _all: true },
  });
  return new Map(counted.map(({ ownerId, _count }) => [ownerId, _count._all]));
}
