import { z } from "zod";
import type { Deps } from "@/lib/core/deps";
import { storesOfSql, type Caller } from "../caller";
import { PREVIEWED_UP_TO } from "./preview-visibility";
import { publicSql, ruledOutSql } from "./visibility";

const row = z.object({ publishable: z.number(), hand: z.number(), rules: z.number() });

export type VisibleCount = {
  /** Public in the shop. */ publishable: number;
  /** Of these kept from the AI by hand, and by the store's rules. */ hand: number;
  rules: number;
  isPartial: boolean;
};

/** What the AI knows of a store's public products, and why not of the others. Another's store has none. */
export async function countVisible({ db }: Pick<Deps, "db">, caller: Caller, storeId: string): Promise<VisibleCount> {
  const rows = await db.$queryRaw<unknown[]>`
    SELECT count(*)::int AS publishable, count(*) FILTER (WHERE p.is_hidden)::int AS hand, count(*) FILTER (WHERE NOT p.is_hidden AND p.is_out)::int AS rules
    FROM (SELECT p.is_hidden, ${ruledOutSql} AS is_out FROM product p JOIN store s ON s.id = p.store_id
      WHERE p.store_id = ${storeId}::uuid AND ${storesOfSql(caller)} AND ${publicSql} LIMIT ${PREVIEWED_UP_TO + 1}) p`;
  const [counted = { publishable: 0, hand: 0, rules: 0 }] = z.array(row).parse(rows);
  return { ...counted, isPartial: counted.publishable > PREVIEWED_UP_TO };
}
