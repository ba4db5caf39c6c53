import { createHmac } from "node:crypto";
import { describe, expect, test } from "vitest";
import { isSignedByShopify, readDelivery, readDeliveryHead } from "./webhooks";

const body = Buffer.from('{"id":788032119674292922,"title":"کفش"}');
// printf '%s' '{"id":788032119674292922,"title":"کفش"}' | openssl dgst -sha256 -hmac hush -binary | base64
const SIGNATURE = "OOJRqU1TnxW0CP3qMM/vFEzPvQ9Gm2oxf6YmF9c5Jwc=";

describe("signatures", () => {
  test("a vector that any language can check", () => expect(isSignedByShopify(body, SIGNATURE, ["hush"])).toBe(true));
  test("the old secret holds while the new one is being rolled out", () =>
    expect(isSignedByShopify(body, SIGNATURE, ["new secret", "hush"])).toBe(true));
  test.each([
    ["another secret", SIGNATURE, ["hash"]],
    ["no secret", SIGNATURE, []],
    ["an empty secret", createHmac("sha256", "").update(body).digest("base64"), [""]],
    ["no signature", null, ["hush"]],
    ["an empty one", "", ["hush"]],
    ["hex", createHmac("sha256", "hush").update(body).digest("hex"), ["hush"]],
    ["a shortened one", SIGNATURE.slice(0, 20), ["hush"]],
    ["a longer one", `${SIGNATURE}AAAA`, ["hush"]],
    ["one with a line break", `${SIGNATURE.slice(0, 20)}\n${SIGNATURE.slice(20)}`, ["hush"]],
  ])("%s is refused", (_name, signature, secrets) => expect(isSignedByShopify(body, signature, secrets)).toBe(false));
  test("one changed byte is another body", () => {
    const changed = Buffer.from(body);
    changed[0] = 0x20;
    expect(isSignedByShopify(changed, SIGNATURE, ["hush"])).toBe(false);
  });
});

test("headers, in any case", () => {
  const headers = new Headers({
    "x-shopify-topic": "products/update",
    "X-SHOPIFY-SHOP-DOMAIN": "Fake-Shop.myshopify.com",
    "X-Shopify-Webhook-Id": "b54557e4-bdd9-4b37-8a5f-bf7d70bcd043",
    "X-Shopify-Event-Id": "98880550-7158-44d4-b7cd-2c97c8a091b5",
    "X-Shopify-Triggered-At": "2026-11-01T09:00:00.123456789Z",
    "X-Shopify-API-Version": "2026-10",
  });
  expect(readDeliveryHead(headers)).toEqual({
    topic: "products/update",
    shopDomain: "fake-shop.myshopify.com",
    webhookId: "b54557e4-bdd9-4b37-8a5f-bf7d70bcd043",
    eventId: "98880550-7158-44d4-b7cd-2c97c8a091b5",
    triggeredAt: new Date("2026-11-01T09:00:00.123Z"),
    apiVersion: "2026-10",
  });
  expect(readDeliveryHead(new Headers({ "X-Shopify-Shop-Domain": "evil.com", "X-Shopify-Triggered-At": "soon" }))).toEqual({
    topic: "",
    shopDomain: null,
    webhookId: null,
    eventId: null,
    triggeredAt: null,
    apiVersion: null,
  });
});

describe("what a delivery is about", () => {
  test.each([
    [
      "products/update",
      '{"id":788032119674292922,"updated_at":"2026-10-01T08:00:00-05:00"}',
      { kind: "product", id: "788032119674292922", updatedAt: new Date("2026-10-01T13:00:00Z") },
    ],
    [
      "products/create",
      '{"id":1,"admin_graphql_api_id":"gid://shopify/Product/788032119674292922"}',
      { kind: "product", id: "788032119674292922", updatedAt: null },
    ],
    ["products/delete", '{"id":788032119674292922}', { kind: "deleted", id: "788032119674292922" }],
    [
      "inventory_levels/update",
      '{"inventory_item_id":271878346596884015,"location_id":24826418,"available":-3}',
      { kind: "inventory", inventoryItemId: "271878346596884015", locationId: "24826418", available: -3 },
    ],
    [
      "inventory_levels/update",
      '{"inventory_item_id":2,"location_id":3,"available":null}',
      { kind: "inventory", inventoryItemId: "2", available: null },
    ],
    ["app/uninstalled", "not even json", { kind: "uninstalled" }],
    ["customers/redact", '{"shop_domain":"a"}', { kind: "privacy", topic: "customers/redact" }],
    ["shop/redact", "{}", { kind: "privacy", topic: "shop/redact" }],
    ["orders/create", '{"id":1}', { kind: "other", topic: "orders/create" }],
    ["", "{}", { kind: "junk", reason: "no topic" }],
    ["products/update", "<html>", { kind: "junk", reason: "not a JSON object" }],
    ["products/update", "[1]", { kind: "junk", reason: "not a JSON object" }],
    ["products/update", "null", { kind: "junk" }],
    ["products/update", '{"title":"x"}', { kind: "junk", reason: "no product id" }],
    ["products/delete", '{"id":0}', { kind: "junk" }],
    ["products/delete", '{"id":1.5}', { kind: "junk" }],
    ["inventory_levels/update", '{"available":1}', { kind: "junk", reason: "no inventory item id" }],
  ])("%s %s", (topic, rawBody, expected) => expect(readDelivery(topic, rawBody)).toMatchObject(expected));
});
