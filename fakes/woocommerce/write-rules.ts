import type { ParamRules } from "./check-params";
import { PRODUCT_STATUSES } from "./product-row";

const SHARED = {
  description: { type: "string" },
  sku: { type: "string" },
  global_unique_id: { type: "string" },
  regular_price: { type: "string" },
  sale_price: { type: "string" },
  date_on_sale_from: { type: "date-time" },
  date_on_sale_from_gmt: { type: "date-time" },
  date_on_sale_to: { type: "date-time" },
  date_on_sale_to_gmt: { type: "date-time" },
} as const satisfies ParamRules;

const STOCK = {
  manage_stock: { type: "boolean" },
  stock_quantity: { type: "integer" },
  stock_status: { type: "string", enum: ["instock", "outofstock", "onbackorder"] },
  backorders: { type: "string", enum: ["no", "notify", "yes"] },
  low_stock_amount: { type: "integer" },
} as const satisfies ParamRules;

/** What a single write of a product is checked against; complaints come in this order (capture error-400-invalid-param). */
export const PRODUCT_RULES = {
  name: { type: "string" },
  slug: { type: "string" },
  date_created: { type: "date-time" },
  date_created_gmt: { type: "date-time" },
  type: { type: "string", enum: ["simple", "grouped", "external", "variable"] },
  status: { type: "string", enum: PRODUCT_STATUSES },
  featured: { type: "boolean" },
  catalog_visibility: { type: "string", enum: ["visible", "catalog", "search", "hidden"] },
  short_description: { type: "string" },
  ...SHARED,
  virtual: { type: "boolean" },
  downloadable: { type: "boolean" },
  external_url: { type: "string" },
  button_text: { type: "string" },
  tax_status: { type: "string", enum: ["taxable", "shipping", "none"] },
  tax_class: { type: "string" },
  ...STOCK,
  sold_individually: { type: "boolean" },
  weight: { type: "string" },
  dimensions: { type: "object" },
  reviews_allowed: { type: "boolean" },
  upsell_ids: { type: "integer-list" },
  cross_sell_ids: { type: "integer-list" },
  purchase_note: { type: "string" },
  categories: { type: "array" },
  brands: { type: "array" },
  tags: { type: "array" },
  images: { type: "array" },
  attributes: { type: "array" },
  default_attributes: { type: "array" },
  grouped_products: { type: "integer-list" },
  menu_order: { type: "integer" },
  meta_data: { type: "array" },
  post_password: { type: "string" },
} as const satisfies ParamRules;

export const VARIATION_RULES = {
  ...SHARED,
  status: { type: "string", enum: PRODUCT_STATUSES },
  virtual: { type: "boolean" },
  downloadable: { type: "boolean" },
  tax_status: { type: "string", enum: ["taxable", "shipping", "none"] },
  ...STOCK,
  weight: { type: "string" },
  dimensions: { type: "object" },
  image: { type: "object" },
  attributes: { type: "array" },
  menu_order: { type: "integer" },
  meta_data: { type: "array" },
} as const satisfies ParamRules;
