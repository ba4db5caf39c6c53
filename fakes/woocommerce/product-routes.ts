import { checkParams } from "./check-params";
import type { ProductRow } from "./product-row";
import { apiUrl } from "./render-parts";
import { renderProduct } from "./render-product";
import { invalidProduct, RestError } from "./rest-error";
import { isTrue, textOf, type Answer, type RestRequest } from "./rest-request";
import { saveProduct } from "./save-product";
import type { Shop } from "./shop";
import { trashProduct } from "./trash";
import { PRODUCT_RULES } from "./write-rules";

type Body = Record<string, unknown>;

/** Also finds trashed ones and variations, as the shop does. */
function findProduct(shop: Shop, id: unknown, statusIfMissing: number): ProductRow {
  const row = shop.catalogue.get(Number(id));
  if (!row) throw invalidProduct(statusIfMissing);
  return row;
}

/** A variation can be read as a product, but not written as one. */
function findWritable(shop: Shop, id: unknown, statusIfMissing: number): ProductRow {
  const row = findProduct(shop, id, statusIfMissing);
  if (row.type !== "variation") return row;
  const path = "/products/&lt;product_id&gt;/variations/&lt;id&gt;";
  const message = `To manipulate product variations you should use the ${path} endpoint.`;
  throw new RestError(404, "woocommerce_rest_invalid_product_id", message);
}

export function showProduct(shop: Shop, { ids }: RestRequest): Answer {
  return { status: 200, body: renderProduct(shop, findProduct(shop, ids[0], 404)) };
}

export function createProduct(shop: Shop, { body }: RestRequest): Answer {
  checkParams(PRODUCT_RULES, (name) => body[name]);
  const row = addProduct(shop, body);
  return { status: 201, body: renderProduct(shop, row, "edit"), headers: { Location: apiUrl(shop.settings, `/products/${row.id}`) } };
}

/** A missing product is 400 here, not 404 as for reading. */
export function updateProduct(shop: Shop, { ids, body }: RestRequest): Answer {
  checkParams(PRODUCT_RULES, (name) => body[name]);
  return { status: 200, body: changeProduct(shop, ids[0], body) };
}

export function deleteProduct(shop: Shop, request: RestRequest): Answer {
  return { status: 200, body: dropProduct(shop, request.ids[0], isTrue(textOf(request, "force") ?? request.body.force)) };
}

/** Without the types checked: what a single write refuses, a batch takes. */
export function addProduct(shop: Shop, body: Body): ProductRow {
  if (body.id !== undefined && body.id !== null) {
    throw new RestError(400, "woocommerce_rest_product_exists", "Cannot create existing product.");
  }
  const { catalogue, clock, webhooks } = shop;
  const row = catalogue.add({ createdAt: clock.second() });
  try {
    saveProduct(shop, row, body);
  } catch (error) {
    catalogue.remove(row);
    throw error;
  }
  webhooks.tell("created", row.id);
  return row;
}

export function changeProduct(shop: Shop, id: unknown, body: Body): object {
  const row = findWritable(shop, id, 400);
  saveProduct(shop, row, body);
  shop.webhooks.tell("updated", row.id);
  return renderProduct(shop, row, "edit");
}

/** @returns the product as it was before. A permanent deletion is told to nobody. */
export function dropProduct(shop: Shop, id: unknown, isForced: boolean): object {
  const row = findWritable(shop, id, 404);
  const before = renderProduct(shop, row, "edit");
  if (isForced) {
    shop.catalogue.remove(row);
    return before;
  }
  if (row.status === "trash") {
    throw new RestError(410, "woocommerce_rest_already_trashed", "The product has already been deleted.");
  }
  trashProduct(shop, row);
  return before;
}
