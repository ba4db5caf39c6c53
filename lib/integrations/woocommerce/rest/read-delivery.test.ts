import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { isPublishable } from "@/lib/catalog/publishable";
import { readDelivery, type WooDelivery } from "./read-delivery";
import { readRestProduct } from "./read-product";

type Delivery = { file: string; topic: string | null; body_raw: string };
const { captures } = JSON.parse(readFileSync("lib/integrations/woocommerce/rest/fixtures/webhooks.json", "utf8")) as {
  captures: Delivery[];
};

/** A captured delivery in one line: what it is, of what, and for a product what it costs, how many there are and whether all may see it. */
function told(delivery: WooDelivery): string {
  switch (delivery.kind) {
    case "product": {
      const read = readRestProduct(delivery.json, { currency: "IRT", variations: [] });
      if (!read.ok) return `unreadable ${JSON.stringify(read.fields)}`;
      const { price, salePrice, stockQuantity, inStock } = read.draft;
      const facts = [price, salePrice && `sale ${salePrice}`, stockQuantity && `${stockQuantity} pieces`, !inStock && "sold out"];
      return [`product ${delivery.id} ${delivery.type}`, ...facts, isPublishable(read.draft) ? "" : "hidden"].filter(Boolean).join(", ");
    }
    case "variation":
      return `variation ${delivery.id} of ${delivery.parentId}`;
    case "gone":
      return `gone ${delivery.id}`;
    case "error":
      return `error ${delivery.code}`;
    case "ping":
      return `ping ${delivery.webhookId}`;
    case "other":
      return `${delivery.resource} ${delivery.id}`;
    case "junk":
      return `junk: ${delivery.reason}`;
  }
}

const expected: Record<string, string> = {
  "admin-create-publish.01.product.created": "product 123 simple, 320000, 30 pieces",
  "admin-create-publish.02.product.updated": "product 123 simple, 320000, 30 pieces",
  "admin-edit-price.01.product.updated": "product 123 simple, 299000, sale 299000, 30 pieces",
  "admin-quick-edit.01.product.updated": "product 123 simple, 365000, 28 pieces",
  "admin-restore.01.product.updated": "product 120 simple, 5000",
  "admin-restore.02.product.restored": "product 120 simple, 5000",
  "admin-trash.01.product.deleted": "gone 123",
  "admin-update-no-change.01.product.updated": "product 123 simple, 299000, sale 299000, 30 pieces",
  "admin-webhook-ping.01.ping": "ping 15",
  "checkout-order-variation.01.order.updated": "order 131",
  "checkout-order-variation.02.order.created": "order 131",
  "checkout-order-variation.03.product.updated": "variation 57 of 53",
  "checkout-order-variation.04.product.updated": "product 40 simple, 450000.25, sale 450000.25, 103 pieces",
  "checkout-order.01.order.updated": "order 130",
  "checkout-order.02.order.created": "order 130",
  "checkout-order.03.product.updated": "product 38 simple, 690000, sale 690000, 8 pieces",
  "create-draft.01.product.created": "product 121 simple, 1000, hidden",
  "create-then-update-before-queue.01.product.created": "product 120 simple, 475000",
  "create-then-update-before-queue.02.product.updated": "product 120 simple, 475000",
  "csv-import.01.product.updated": "product 38 simple, 700000, sale 700000, 50 pieces",
  "csv-import.02.product.created": "product 135 simple, 150000, 12 pieces",
  "customer-create.01.customer.created": "customer 32",
  "customer-create.02.customer.updated": "customer 32",
  "customer-delete.01.customer.deleted": "customer 32",
  "customer-update.01.customer.updated": "customer 3",
  "empty-trash.01.product.created": "product 141 simple, 1000",
  "empty-trash.02.product.deleted": "gone 141",
  "image-change.01.product.updated": "product 70 simple, 560000, sold out",
  "order-refund.01.order.updated": "order 132",
  "order-status-change.01.order.updated": "order 130",
  "order-trash.01.order.deleted": "order 132",
  "publish-draft.01.product.updated": "product 121 simple, 1000",
  "register-webhooks-more.01.ping": "ping 4",
  "register-webhooks-more.02.ping": "ping 5",
  "register-webhooks-more.03.ping": "ping 6",
  "register-webhooks.01.ping": "ping 1",
  "register-webhooks.02.ping": "ping 2",
  "rest-create-simple.01.product.created": "product 119 simple, 980000, 14 pieces",
  "rest-create-variable-with-variations.01.product.created": "product 126 variable, 300000",
  "rest-create-variable-with-variations.02.product.created": "variation 127 of 126",
  "rest-create-variable-with-variations.03.product.created": "variation 128 of 126",
  "rest-order-create.01.order.created": "order 132",
  "rest-order-create.02.order.updated": "order 132",
  "rest-products-batch.01.product.created": "error woocommerce_rest_product_invalid_id",
  "rest-products-batch.02.product.created": "product 137 simple, 65000",
  "rest-products-batch.03.product.created": "product 138 simple, 65000",
  "rest-products-batch.04.product.updated": "product 48 simple, 2690000, sale 2690000",
  "rest-trash.01.product.deleted": "gone 120",
  "rest-untrash-by-status.01.product.updated": "product 123 simple, 5000",
  "rest-update-no-change.01.product.updated": "product 119 simple, 899000, sale 899000, 14 pieces",
  "rest-update-price.01.product.updated": "product 119 simple, 899000, sale 899000, 14 pieces",
  "rest-variation-create.01.product.created": "variation 125 of 53",
  "rest-variation-update.01.product.updated": "variation 55 of 53",
  "rest-variations-batch.01.product.updated": "variation 54 of 53",
  "rest-variations-batch.02.product.updated": "variation 57 of 53",
  "rest-variations-batch.03.product.updated": "variation 58 of 53",
  "review-added.01.product.updated": "product 48 simple, 2790000, sale 2790000",
  "sku-and-slug-change.01.product.updated": "product 49 simple, 400000",
  "type-change-simple-to-variable.01.product.updated": "product 140 variable, 410000, sold out",
  "wc-update-product-stock.01.product.updated": "product 38 simple, 5, 33 pieces",
};

test("every captured delivery is named here", () => {
  expect(captures.map(({ file }) => file.replace(/^webhooks\/|\.json$/g, ""))).toEqual(Object.keys(expected));
});

test.each(captures)("$file", ({ file, topic, body_raw: raw }) => {
  const line = expected[file.replace(/^webhooks\/|\.json$/g, "")];
  expect(told(readDelivery(topic, raw))).toBe(line);
  expect(told(readDelivery(topic, Buffer.from(raw)))).toBe(line);
});

test.each([
  ["product.updated", "<html>", { kind: "junk", reason: "not_json" }],
  ["product.updated", "", { kind: "junk", reason: "not_json" }],
  ["product.updated", "[]", { kind: "junk", reason: "not_an_object" }],
  ["product.updated", "null", { kind: "junk", reason: "not_an_object" }],
  ["product.updated", "{}", { kind: "junk", reason: "no_id" }],
  ["product.updated", '{"id":0,"name":"x"}', { kind: "junk", reason: "no_id" }],
  [null, '{"id":7,"name":"x"}', { kind: "junk", reason: "no_topic" }],
  [null, "webhook_id=3\n", { kind: "ping", webhookId: "3" }],
  ["product.updated", "webhook_id=3&x=1", { kind: "junk", reason: "not_json" }],
  [
    "product.updated",
    '{"code":"woocommerce_rest_cannot_view","message":"","data":{"status":401}}',
    { kind: "error", code: "woocommerce_rest_cannot_view" },
  ],
  ["action.woocommerce_add_to_cart", '{"action":"woocommerce_add_to_cart","arg":"a"}', { kind: "other", resource: "action", id: null }],
  ["coupon.created", '{"id":9,"code":"SUMMER"}', { kind: "other", resource: "coupon", id: "9" }],
])("%s with %s", (topic, body, delivery) => {
  expect(readDelivery(topic, body)).toEqual(delivery);
});

test("a password is told as a fact and not handed on; digits are not lost", () => {
  const raw = '{"id":7,"type":"simple","name":"x","price":12345678901234567.89,"post_password":"hunter2"}';
  const delivery = readDelivery("product.updated", raw);
  expect(JSON.stringify(delivery)).not.toContain("hunter2");
  expect(delivery).toMatchObject({ kind: "product", json: { has_password: true, price: "12345678901234567.89" } });
  expect(told(delivery)).toContain("hidden");
});

test.each([
  ["variation", 5, "variation 7 of 5"],
  ["subscription_variation", 5, "variation 7 of 5"],
  ["variation", 0, "variation 7 of null"],
  ["membership", 5, "variation 7 of 5"],
  ["variable-subscription", 0, "product 7 variable-subscription"],
])("a body of type %s whose parent is %i is %s", (type, parent_id, line) => {
  expect(told(readDelivery("product.updated", JSON.stringify({ id: 7, name: "x", type, parent_id, status: "publish" })))).toContain(line);
});
