import { expect, test } from "vitest";
import { isShopifyAddress, readTypedShop } from "./typed-shop";

test.each([
  ["", ""],
  ["  ", ""],
  ["shop.example", "https://shop.example"],
  [" https://shop.example/de/ ", "https://shop.example/de"],
  ["http://127.0.0.1:8080", "http://127.0.0.1:8080"],
  ["فروشگاه.ایران", "https://xn--mgbtj4c7ad63e.xn--mgba3a4f16a"],
  ["javascript:alert(1)", null],
  ["ftp://shop.example", null],
  ["https://me:secret@shop.example", null],
  ["two words", null],
])("an address typed as “%s” is %s", (typed, read) => {
  expect(readTypedShop(typed)).toBe(read);
});

test("Shopify is known by its own names", () => {
  expect(["https://a.myshopify.com", "https://myshopify.com.example", "https://shop.example", ""].map(isShopifyAddress)).toEqual([
    ...[true, false, false, false],
  ]);
});
