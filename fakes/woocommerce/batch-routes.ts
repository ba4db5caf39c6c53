import { addProduct, changeProduct, dropProduct } from "./product-routes";
import { renderProduct } from "./render-product";
import { renderVariation } from "./render-variation";
import { RestError } from "./rest-error";
import type { Answer, RestRequest } from "./rest-request";
import type { Shop } from "./shop";
import { addVariation, changeVariation, dropVariation } from "./variation-routes";

type Body = Record<string, unknown>;
type Work = { create: (body: Body) => object; update: (body: Body) => object; delete: (id: unknown) => object };

const MAX_ENTRIES = 100;

export const batchProducts = (shop: Shop, request: RestRequest): Answer =>
  runBatch(request, {
    create: (body) => renderProduct(shop, addProduct(shop, body), "edit"),
    update: (body) => changeProduct(shop, body.id, body),
    delete: (id) => dropProduct(shop, id, true),
  });

export const batchVariations = (shop: Shop, request: RestRequest): Answer => {
  const [parentId] = request.ids;
  return runBatch(request, {
    create: (body) => renderVariation(shop, addVariation(shop, parentId, body), "edit"),
    update: (body) => changeVariation(shop, parentId, body.id, body),
    delete: (id) => dropVariation(shop, parentId, id, true),
  });
};

/** 200 over all; what failed stands in its place with id and error. Deletions are permanent. */
function runBatch({ body }: RestRequest, work: Work): Answer {
  const entries = (name: string): unknown[] => (Array.isArray(body[name]) ? body[name] : []);
  const [creates, updates, deletes] = [entries("create"), entries("update"), entries("delete")];
  if (creates.length + updates.length + deletes.length > MAX_ENTRIES) {
    const message = `Unable to accept more than ${MAX_ENTRIES} items for this request.`;
    throw new RestError(413, "woocommerce_rest_request_entity_too_large", message);
  }
  return {
    status: 200,
    body: {
      ...(creates.length > 0 && { create: creates.map((entry) => attempt(0, () => work.create(asBody(entry)))) }),
      ...(updates.length > 0 && { update: updates.map((entry) => attempt(asBody(entry).id, () => work.update(asBody(entry)))) }),
      ...(deletes.length > 0 && { delete: deletes.map((id) => attempt(id, () => work.delete(id))) }),
    },
  };
}

const asBody = (entry: unknown): Body => (typeof entry === "object" && entry !== null ? (entry as Body) : {});

function attempt(id: unknown, work: () => object): object {
  try {
    return work();
  } catch (error) {
    if (error instanceof RestError) return { id: Number(id) || 0, error: error.body() };
    throw error;
  }
}
