import { derive } from "./derive";
import { linkVariation, nameVariation } from "./name-variation";
import { wrapParagraphs } from "./paragraphs";
import { fieldsOf, type ProductFields, type ProductRow } from "./product-row";
import { allowsBackorders, renderImage, renderLinks, rowDates, saleDates, type Context } from "./render-parts";
import type { Shop } from "./shop";
import { makeSlug, readableSlug } from "./slug";

const MOST_RELATED = 5;
/** Without an address of their own: WordPress links them by id. */
const UNLINKED = ["draft", "pending", "future", "auto-draft", "trash"];

/** A product, or a variation asked for as a product, with the keys and their order as in the captures. */
export function renderProduct(shop: Shop, row: ProductRow, context: Context = "view") {
  const { settings, catalogue, clock } = shop;
  const fields = fieldsOf(row);
  const derived = derive({ catalogue, row, fields, now: clock.now(), currency: settings.currency });
  const parent = catalogue.parentOf(row);
  const name = row.type === "variation" ? nameVariation(parent, fields) : fields.name;
  const isBuyable = row.type !== "external" && row.type !== "grouped";
  const isShipped = !fields.virtual;
  const show = (html: string): string => (context === "view" ? wrapParagraphs(html) : html);
  const terms = (ids: number[]) => ids.flatMap((id) => catalogue.terms.get(id) ?? []).map((term) => ({ ...term }));
  const parentFields = parent && fieldsOf(parent);
  return {
    id: row.id,
    name,
    slug: slugOf(row, fields, name),
    permalink: permalinkOf(shop, row, fields),
    ...rowDates(row, settings),
    type: row.type,
    status: row.status,
    featured: fields.featured,
    catalog_visibility: fields.catalog_visibility,
    description: show(fields.description),
    short_description: show(fields.short_description),
    sku: skuOf(row, parent),
    price: derived.price,
    regular_price: derived.regularPrice,
    sale_price: derived.salePrice,
    ...saleDates(fields, settings),
    on_sale: derived.isOnSale,
    purchasable: isBuyable && derived.price !== "",
    // A number everywhere but in a variation asked for as a product (capture product-via-variation-id).
    total_sales: row.type === "variation" ? String(fields.total_sales) : fields.total_sales,
    virtual: fields.virtual,
    downloadable: fields.downloadable,
    downloads: [],
    download_limit: -1,
    download_expiry: -1,
    external_url: fields.external_url,
    button_text: fields.button_text,
    tax_status: fields.tax_status,
    tax_class: fields.tax_class,
    manage_stock: derived.manageStock,
    stock_quantity: derived.stockQuantity,
    backorders: derived.backorders,
    backorders_allowed: allowsBackorders(derived.backorders),
    backordered: derived.stockStatus === "onbackorder",
    low_stock_amount: fields.low_stock_amount,
    sold_individually: fields.sold_individually,
    weight: fields.weight || (parentFields?.weight ?? ""),
    dimensions: { ...fields.dimensions },
    shipping_required: isShipped,
    shipping_taxable: isShipped && fields.tax_status !== "none",
    shipping_class: fields.shipping_class,
    shipping_class_id: fields.shipping_class_id,
    reviews_allowed: row.type !== "variation" && fields.reviews_allowed,
    average_rating: context === "view" ? Number(fields.average_rating).toFixed(2) : fields.average_rating,
    rating_count: fields.rating_count,
    upsell_ids: fields.upsell_ids,
    cross_sell_ids: fields.cross_sell_ids,
    parent_id: row.parentId,
    purchase_note: show(fields.purchase_note),
    categories: terms(fields.categories),
    brands: terms(fields.brands),
    tags: terms(fields.tags),
    images: derived.images.map((image) => renderImage(image, settings)),
    attributes: row.type === "variation" ? fields.choices : fields.attributes,
    default_attributes: fields.default_attributes,
    variations: catalogue
      .variationsOf(row)
      .filter(({ status }) => status !== "trash")
      .map(({ id }) => id),
    grouped_products: fields.grouped_products,
    menu_order: fields.menu_order,
    price_html: derived.priceHtml,
    related_ids: row.type === "variation" ? [] : pickRelated(shop, row),
    meta_data: fields.meta_data,
    stock_status: derived.stockStatus,
    has_options: row.type === "variable",
    post_password: fields.post_password,
    global_unique_id: fields.global_unique_id,
    ...(context === "edit" && {
      permalink_template: `${settings.siteUrl}/product/%pagename%/`,
      generated_slug: readableSlug(name),
    }),
    _links: renderLinks(settings, `/products/${row.id}`, "/products", row.parentId === 0 ? undefined : `/products/${row.parentId}`),
  };
}

/** A variation without an SKU reports its parent's. */
export const skuOf = (row: ProductRow, parent: ProductRow | undefined): string => row.sku || (parent?.sku ?? "");

function slugOf(row: ProductRow, { slug }: ProductFields, name: string): string {
  if (row.type === "variation") return slug || makeSlug(name);
  return row.status === "trash" && slug !== "" ? `${slug}__trashed` : slug;
}

export function permalinkOf(shop: Shop, row: ProductRow, fields: ProductFields = fieldsOf(row)): string {
  const { siteUrl } = shop.settings;
  const parent = shop.catalogue.parentOf(row);
  if (parent) return linkVariation(permalinkOf(shop, parent), fields);
  return UNLINKED.includes(row.status) || fields.slug === ""
    ? `${siteUrl}/?post_type=product&p=${row.id}`
    : `${siteUrl}/product/${fields.slug}/`;
}

/** Another choice, in another order, at every reading: whoever hashes an answer must leave it out. */
function pickRelated({ catalogue, settings: { random } }: Shop, row: ProductRow): number[] {
  const ids = catalogue.publishedIds();
  const picked = new Set<number>();
  for (let attempt = 0; attempt < MOST_RELATED && ids.length > 0; attempt++) {
    const id = ids[Math.floor(random() * ids.length)];
    if (id !== undefined && id !== row.id) picked.add(id);
  }
  return [...picked];
}
