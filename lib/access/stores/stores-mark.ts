import { z } from "zod";
import { Prisma } from "@/lib/core/db";
import type { Deps } from "@/lib/core/deps";
import { storesOfSql, type Caller } from "../caller";

/** As many as an overview looks at (lib/operations/overview/store-overviews.ts). */
const MAX_STORES = 5_000;

const row = z.object({ mark: z.string() });

/**
 * A short text that is another one as soon as a store that the caller sees comes or goes, changes hands, or is set differently
 * (of more than `MAX_STORES`: one of the newest), and as soon as anybody does anything that is on record. So what is remembered
 * under it is not shown to who may no longer see it, and does not hide what somebody just did. What shops send is not in it, nor,
 * of two acts at the same moment, the one that is written down last under the smaller number: these wait until the memory ends.
 */
export async function storesMark({ db }: Pick<Deps, "db">, caller: Pick<Caller, "role" | "userId">, storeId?: string): Promise<string> {
  const asked = storeId === undefined ? Prisma.sql`TRUE` : Prisma.sql`s.id = ${storeId}::uuid`;
  const [found] = z.array(row).parse(
    await db.$queryRaw<unknown[]>`
      SELECT md5(coalesce(string_agg(s.text, ',' ORDER BY s.text), '')) || ' ' || coalesce((SELECT max(a.id) FROM audit_entry a), 0) AS mark
      FROM (SELECT s::text AS text FROM store s WHERE ${asked} AND ${storesOfSql(caller)} ORDER BY s.created_at DESC LIMIT ${MAX_STORES}) s`,
  );
  return `${caller.role} ${storeId ?? "all"} ${found?.mark ?? ""}`;
}
