import { z } from "zod";
import { fieldsOf } from "@/lib/core/fields";
import { instant, money, shopId, stockQuantity, text } from "../wire-values";
import { isJson, listOf, saleOf, stockQuantityOf } from "./rest-values";

/** What a listing tells cheaply, made as whole products are made: equal facts mean equal columns. Money is decimal text, absent is null. */
export type Listed = {
  /** WooCommerce's own number. */
  id: string;
  type: string;
  /** Of a variation; null otherwise. */
  parentId: string | null;
  /** From `date_modified_gmt` alone; in the future for a planned product. */
  modifiedAt: Date | null;
  status: string;
  catalogVisibility: string;
  price: string | null;
  regularPrice: string | null;
  /** Null while a sale is only planned. */
  salePrice: string | null;
  /** Null where stock is not managed. */
  stockQuantity: string | null;
  stockStatus: string;
  /** Disabled variations are among them; the plugin, and so our variants, leave those out. */
  variationIds: string[];
};
export type ReadListed = { ok: true; listed: Listed } | { ok: false; fields: Record<string, string> };

/** For `_fields`: `on_sale` and `manage_stock` decide what the sale price and the quantity mean. */
export const LISTED_FIELDS =
  "id,type,parent_id,date_modified_gmt,status,catalog_visibility,price,regular_price,sale_price,on_sale,manage_stock,stock_quantity,stock_status,variations";

const row = z.object({
  id: shopId,
  type: text,
  parent_id: z
    .unknown()
    .optional()
    .transform((value) => (shopId.safeParse(value).success ? String(value) : null)),
  date_modified_gmt: instant,
  status: text,
  catalog_visibility: text,
  price: money,
  regular_price: money,
  sale_price: money,
  stock_quantity: stockQuantity,
  stock_status: text,
  variations: z
    .unknown()
    .optional()
    .transform((value) => listOf(value).flatMap((id) => (shopId.safeParse(id).success ? [String(id)] : []))),
});

/** Reads a row of a listing, whole or of LISTED_FIELDS only. */
export function readListed(json: unknown): ReadListed {
  if (!isJson(json)) return { ok: false, fields: { body: "must be an object" } };
  const read = row.safeParse({ ...json, sale_price: saleOf(json).salePrice, stock_quantity: stockQuantityOf(json) });
  if (!read.success) return { ok: false, fields: fieldsOf(read.error) };
  const wire = read.data;
  return {
    ok: true,
    listed: {
      id: wire.id,
      type: wire.type || "simple",
      parentId: wire.parent_id,
      modifiedAt: wire.date_modified_gmt,
      status: wire.status || "publish",
      catalogVisibility: wire.catalog_visibility || "visible",
      price: wire.price,
      regularPrice: wire.regular_price,
      salePrice: wire.sale_price,
      stockQuantity: wire.stock_quantity,
      stockStatus: wire.stock_status,
      variationIds: wire.variations,
    },
  };
}
