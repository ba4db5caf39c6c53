import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { isPublishable } from "@/lib/catalog/publishable";
import { checkEvent } from "@/lib/integrations/woocommerce/parse-event";
import { toDraft } from "@/lib/integrations/woocommerce/to-draft";

const { source, products } = JSON.parse(readFileSync("scripts/demo/catalogue.json", "utf8")) as {
  source: string;
  products: { id: number }[];
};

const drafts = products.map((product) => {
  const checked = checkEvent({ event_id: `demo_${product.id}`, event_type: "product.updated", product });
  if (!checked.ok || checked.event.event_type === "product.deleted") throw new Error(`${product.id}: ${JSON.stringify(checked)}`);
  return toDraft(checked.event.product);
});

test("the demo catalogue says where it comes from and passes the webhook's schema", () => {
  expect(source).toMatch(/WooCommerce \d/);
  expect(new Set(drafts.map(({ externalId }) => externalId)).size).toBe(products.length);
  expect(drafts.every(({ sourceUpdatedAt }) => sourceUpdatedAt !== null)).toBe(true);
});

test("it shows every kind of product, and some that must not become knowledge", () => {
  expect(new Set(drafts.map(({ productType }) => productType))).toEqual(new Set(["simple", "variable", "grouped", "external"]));
  expect(new Set(drafts.map(({ status }) => status))).toEqual(new Set(["publish", "draft", "pending", "private", "trash"]));
  expect(drafts.some(({ catalogVisibility }) => catalogVisibility === "hidden")).toBe(true);
  expect(drafts.filter(isPublishable).length).toBeGreaterThan(30);
  expect(drafts.some(({ variants }) => variants.length > 3)).toBe(true);
});

test("nobody's loopback address is in it", () => {
  expect(JSON.stringify(products)).not.toMatch(/127\.0\.0\.1|localhost/);
});
