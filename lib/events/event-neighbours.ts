import { z } from "zod";
import { storesOfSql, type Caller } from "@/lib/access/caller";
import { Prisma } from "@/lib/core/db";
import type { Deps } from "@/lib/core/deps";
import { NO_PRODUCT } from "./incoming-event";
import type { EventDetail } from "./wire";

const numberRow = z.object({ id: z.bigint().transform(String) });
const toldRow = z.object({ id: z.bigint().transform(String), payload: z.string() });

export type Neighbours = {
  previousId: string | null;
  nextId: string | null;
  /** The newest earlier message of the same kind of sender that told the whole product. */
  before: { id: string; payload: string } | null;
};

/** Events of the same product around this one, by arrival: each a look into (store, product, id). */
export async function eventNeighbours(
  { db }: Pick<Deps, "db">,
  caller: Caller,
  event: Pick<EventDetail, "id" | "store" | "productId" | "source">,
): Promise<Neighbours> {
  if (event.productId === NO_PRODUCT) return { previousId: null, nextId: null, before: null };
  const id = BigInt(event.id);
  // `woocommerce` is the plugin's, `woocommerce_webhook` the shop's own: one product, two ways to tell of it.
  const shop = event.source.split("_")[0] ?? "";
  const ofProduct = Prisma.sql`FROM event e JOIN store s ON s.id = e.store_id
    WHERE e.store_id = ${event.store.id}::uuid AND e.product_id = ${event.productId} AND ${storesOfSql(caller)}`;
  const ofShop = Prisma.sql`${ofProduct} AND split_part(e.source, '_', 1) = ${shop}`;
  const [previous, next, before] = await Promise.all([
    db.$queryRaw<unknown[]>`SELECT e.id ${ofShop} AND e.id < ${id} ORDER BY e.id DESC LIMIT 1`,
    db.$queryRaw<unknown[]>`SELECT e.id ${ofShop} AND e.id > ${id} ORDER BY e.id LIMIT 1`,
    db.$queryRaw<unknown[]>`
      SELECT e.id, e.payload ${ofProduct} AND e.source = ${event.source} AND e.event_type <> 'product.deleted' AND e.id < ${id}
      ORDER BY e.id DESC LIMIT 1`,
  ]);
  return {
    previousId: z.array(numberRow).parse(previous)[0]?.id ?? null,
    nextId: z.array(numberRow).parse(next)[0]?.id ?? null,
    before: z.array(toldRow).parse(before)[0] ?? null,
  };
}
