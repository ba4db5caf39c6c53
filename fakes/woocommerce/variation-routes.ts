import { checkParams } from "./check-params";
import type { ProductRow } from "./product-row";
import { apiUrl } from "./render-parts";
import { renderVariation } from "./render-variation";
import { invalidVariation, RestError } from "./rest-error";
import { isTrue, textOf, type Answer, type RestRequest } from "./rest-request";
import { saveProduct } from "./save-product";
import type { Shop } from "./shop";
import { trashProduct } from "./trash";
import { VARIATION_RULES } from "./write-rules";

type Body = Record<string, unknown>;

function findVariation({ catalogue }: Shop, parentId: unknown, id: unknown, statusIfMissing: number): ProductRow {
  const row = catalogue.get(Number(id));
  if (row?.type !== "variation" || row.parentId !== Number(parentId)) throw invalidVariation(statusIfMissing);
  return row;
}

/** Whatever happens to a variation through REST moves its parent's date; the parent itself is not told of. */
function touchParent({ catalogue, clock }: Shop, row: ProductRow): void {
  const parent = catalogue.parentOf(row);
  if (parent) parent.modifiedAt = clock.second();
}

export function showVariation(shop: Shop, { ids }: RestRequest): Answer {
  return { status: 200, body: renderVariation(shop, findVariation(shop, ids[0], ids[1], 404)) };
}

export function createVariation(shop: Shop, { ids, body }: RestRequest): Answer {
  checkParams(VARIATION_RULES, (name) => body[name]);
  const row = addVariation(shop, ids[0], body);
  const location = apiUrl(shop.settings, `/products/${row.parentId}/variations/${row.id}`);
  return { status: 201, body: renderVariation(shop, row, "edit"), headers: { Location: location } };
}

export function updateVariation(shop: Shop, { ids, body }: RestRequest): Answer {
  checkParams(VARIATION_RULES, (name) => body[name]);
  return { status: 200, body: changeVariation(shop, ids[0], ids[1], body) };
}

export function deleteVariation(shop: Shop, request: RestRequest): Answer {
  const isForced = isTrue(textOf(request, "force") ?? request.body.force);
  return { status: 200, body: dropVariation(shop, request.ids[0], request.ids[1], isForced) };
}

export function addVariation(shop: Shop, parentId: unknown, body: Body): ProductRow {
  const { catalogue, clock, webhooks } = shop;
  const parent = catalogue.get(Number(parentId));
  if (!parent || parent.type === "variation") {
    const message = "Cannot set attributes due to invalid parent product.";
    throw new RestError(404, "woocommerce_rest_product_variation_invalid_parent", message);
  }
  const row = catalogue.add({ parentId: parent.id, type: "variation", createdAt: clock.second() });
  try {
    saveProduct(shop, row, body);
  } catch (error) {
    catalogue.remove(row);
    throw error;
  }
  touchParent(shop, row);
  webhooks.tell("created", row.id);
  return row;
}

export function changeVariation(shop: Shop, parentId: unknown, id: unknown, body: Body): object {
  const row = findVariation(shop, parentId, id, 400);
  saveProduct(shop, row, body);
  touchParent(shop, row);
  shop.webhooks.tell("updated", row.id);
  return renderVariation(shop, row, "edit");
}

export function dropVariation(shop: Shop, parentId: unknown, id: unknown, isForced: boolean): object {
  const row = findVariation(shop, parentId, id, 404);
  const before = renderVariation(shop, row, "edit");
  if (!isForced && row.status === "trash") {
    throw new RestError(410, "woocommerce_rest_already_trashed", "The product_variation has already been deleted.");
  }
  touchParent(shop, row);
  if (isForced) shop.catalogue.remove(row);
  else trashProduct(shop, row);
  return before;
}
