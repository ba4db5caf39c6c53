import { storesOfSql, type Caller } from "@/lib/access/caller";
import type { Deps } from "@/lib/core/deps";

/** Events looked at, newest first: where a shop comes from is told by its last messages. */
const NEWEST = 200;

export type LastAddress = { address: string; at: Date };

/** Where each token of a store was last used from, by token. Of those that sent nothing lately nothing is said. */
export async function lastAddresses({ db }: Pick<Deps, "db">, caller: Caller, storeId: string): Promise<Map<string, LastAddress>> {
  const rows = await db.$queryRaw<{ token_id: string; address: string; at: Date }[]>`
    SELECT DISTINCT ON (n.token_id) n.token_id::text, n.source_ip AS address, n.created_at AS at FROM (
      SELECT e.id, e.token_id, e.source_ip, e.created_at FROM event e JOIN store s ON s.id = e.store_id
      WHERE e.store_id = ${storeId}::uuid AND ${storesOfSql(caller)} ORDER BY e.id DESC LIMIT ${NEWEST}) n
    WHERE n.token_id IS NOT NULL AND n.source_ip IS NOT NULL ORDER BY n.token_id, n.id DESC`;
  return new Map(rows.map(({ token_id, address, at }) => [token_id, { address, at }]));
}
