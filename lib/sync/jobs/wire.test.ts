import { expect, test } from "vitest";
import { shopifySyncAccepted, syncBody } from "./wire";

test("a Shopify shop is told by its domain", () => {
  const domainOf = (address: string) => shopifySyncAccepted.parse({ message: "", taskId: "", address }).shop_domain;
  expect(domainOf("https://my-shop.myshopify.com")).toBe("my-shop.myshopify.com");
  expect(domainOf("http://127.0.0.1:4600")).toBe("127.0.0.1:4600");
});

test("a store that is null is a store that was left out", () => {
  expect(syncBody.parse({ store_id: null })).toEqual(syncBody.parse({}));
});
