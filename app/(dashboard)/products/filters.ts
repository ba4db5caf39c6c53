import { z } from "zod";
import { decimalText, type ProductListQuery } from "@/lib/catalog/wire";
import { DEFAULT_LIMIT } from "@/lib/core/wire";
import { toAsciiNumber } from "@/lib/i18n/format";

export const orders = { updated: "-updated_at", title: "title", priceUp: "price", priceDown: "-price" } as const;
export type Order = keyof typeof orders;
export const orderNames = Object.keys(orders) as Order[];

const flag = z.enum(["yes", "no"]).optional().catch(undefined);
const amount = z.string().transform(toAsciiNumber).pipe(decimalText).optional().catch(undefined);

/** The page's address; a value that makes no sense is no filter. */
export const productSearch = z.object({
  q: z.string().max(200).optional().catch(undefined),
  store: z.string().optional(),
  active: flag,
  stock: flag,
  category: z.string().max(200).optional().catch(undefined),
  min: amount,
  max: amount,
  order: z.enum(orderNames).optional().catch(undefined),
  cursor: z.string().optional(),
});
export type ProductSearch = z.output<typeof productSearch>;

const asked = (value: "yes" | "no" | undefined) => (value === undefined ? undefined : value === "yes");

export const productQueryOf = (search: ProductSearch): ProductListQuery => ({
  externalSource: undefined,
  userId: undefined,
  tag: undefined,
  storeId: search.store,
  isActive: asked(search.active),
  inStock: asked(search.stock),
  category: search.category,
  priceMin: search.min,
  priceMax: search.max,
  q: search.q,
  ordering: orders[search.order ?? "updated"],
  limit: DEFAULT_LIMIT,
  cursor: search.cursor,
});
