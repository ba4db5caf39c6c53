import { derive } from "./derive";
import { wrapParagraphs } from "./paragraphs";
import { fieldsOf, type ProductRow } from "./product-row";
import { allowsBackorders, renderImage, renderLinks, rowDates, saleDates, type Context } from "./render-parts";
import { permalinkOf, skuOf } from "./render-product";
import type { Shop } from "./shop";

/** A variation through its parent: fewer keys than as a product, and `image` instead of `images`. */
export function renderVariation(shop: Shop, row: ProductRow, context: Context = "view") {
  const { settings, catalogue, clock } = shop;
  const fields = fieldsOf(row);
  const derived = derive({ catalogue, row, fields, now: clock.now(), currency: settings.currency });
  const parent = catalogue.parentOf(row);
  const [image] = derived.images;
  const collection = `/products/${row.parentId}/variations`;
  return {
    id: row.id,
    type: row.type,
    ...rowDates(row, settings),
    description: context === "view" ? wrapParagraphs(fields.description) : fields.description,
    permalink: permalinkOf(shop, row, fields),
    sku: skuOf(row, parent),
    global_unique_id: fields.global_unique_id,
    price: derived.price,
    regular_price: derived.regularPrice,
    sale_price: derived.salePrice,
    ...saleDates(fields, settings),
    on_sale: derived.isOnSale,
    status: row.status,
    purchasable: derived.price !== "",
    virtual: fields.virtual,
    downloadable: fields.downloadable,
    downloads: [],
    download_limit: -1,
    download_expiry: -1,
    tax_status: fields.tax_status,
    tax_class: fields.tax_class,
    manage_stock: derived.manageStock,
    stock_quantity: derived.stockQuantity,
    stock_status: derived.stockStatus,
    backorders: derived.backorders,
    backorders_allowed: allowsBackorders(derived.backorders),
    backordered: derived.stockStatus === "onbackorder",
    low_stock_amount: fields.low_stock_amount,
    weight: fields.weight || (parent ? fieldsOf(parent).weight : ""),
    dimensions: { ...fields.dimensions },
    shipping_class: fields.shipping_class,
    shipping_class_id: fields.shipping_class_id,
    image: image ? renderImage(image, settings) : null,
    attributes: fields.choices,
    menu_order: fields.menu_order,
    meta_data: fields.meta_data,
    name: fields.choices.map(({ option }) => option).join(", "),
    parent_id: row.parentId,
    _links: renderLinks(settings, `${collection}/${row.id}`, collection, `/products/${row.parentId}`),
  };
}
