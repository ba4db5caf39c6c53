import { z } from "zod";
import { recordAudit } from "@/lib/access/audit";
import { isUuid, storesOf, type Caller } from "@/lib/access/caller";
import { countRows } from "@/lib/core/count-rows";
import { Prisma } from "@/lib/core/db";
import type { Deps } from "@/lib/core/deps";
import { AppError } from "@/lib/core/errors";
import type { Count } from "@/lib/core/wire";

export const hideProductBody = z.object({ hidden: z.boolean() });
export const productHidden = z.object({ id: z.string(), hidden: z.boolean() });

/**
 * Keeps one product from the AI, or shows it again, from the next search on. The shop's own word on the product does not
 * touch it. May run twice. @throws AppError product_not_found
 */
export async function hideProduct({ db }: Pick<Deps, "db">, caller: Caller, id: string, hidden: boolean) {
  const product = isUuid(id)
    ? await db.product.findFirst({
        where: { id, store: storesOf(caller) },
        select: { id: true, storeId: true, title: true, externalId: true },
      })
    : null;
  if (!product) throw new AppError("product_not_found");
  await db.$transaction(async (tx) => {
    const changed = await tx.product.updateMany({ where: { id: product.id, isHidden: !hidden }, data: { isHidden: hidden } });
    if (changed.count === 0) return;
    const hiddenBy = await recordAudit(tx, caller, {
      action: hidden ? "store.hide_product" : "store.show_product",
      targetType: "store",
      targetId: product.storeId,
      details: { title: product.title, externalId: product.externalId },
    });
    await tx.product.update({ where: { id: product.id }, data: { hiddenBy }, select: { id: true } });
  });
  return { id: product.id, hidden };
}

export type HiddenProduct = { id: string; title: string; externalId: string; sku: string };

/** Products of a store that were hidden by hand, last changed first; the first of them, and how many there are. @throws AppError store_not_found */
export async function listHidden(
  { db }: Pick<Deps, "db">,
  caller: Caller,
  storeId: string,
  limit: number,
): Promise<{ count: Count; rows: HiddenProduct[] }> {
  const store = isUuid(storeId)
    ? await db.store.findFirst({ where: { AND: [{ id: storeId }, storesOf(caller)] }, select: { id: true } })
    : null;
  if (!store) throw new AppError("store_not_found");
  const [count, rows] = await Promise.all([
    countRows(db, Prisma.sql`SELECT 1 FROM product WHERE store_id = ${store.id}::uuid AND is_hidden`),
    db.product.findMany({
      where: { storeId: store.id, isHidden: true },
      select: { id: true, title: true, externalId: true, sku: true },
      orderBy: [{ updatedAt: "desc" }, { id: "desc" }],
      take: limit,
    }),
  ]);
  return { count, rows };
}
