import { expect, onTestFinished, test } from "vitest";
import { makeProducts as makeShopifyProducts } from "../shopify/catalogue";
import { startShopifyShop } from "../shopify/start-shopify-shop";
import { makeProducts } from "../woocommerce/make-products";
import { openShop } from "../woocommerce/open-shop";
import { renderProduct } from "../woocommerce/render-product";
import { drawProduct } from "./draw-product";

const isDrawn = async (address: string) => {
  const answer = await fetch(address);
  return answer.status === 200 && answer.headers.get("content-type") === "image/svg+xml" && (await answer.text()).startsWith("<svg ");
};

test("whatever a made shop sells has a picture at the address it tells", async () => {
  const woo = await openShop({ products: makeProducts(120) });
  const told = woo.catalogue.publishedIds().flatMap((id) => {
    const row = woo.catalogue.get(id);
    const { images = [] } = (row ? renderProduct(woo, row) : {}) as { images?: { src: string }[] };
    return images.map(({ src }) => src);
  });
  expect(told.length).toBeGreaterThanOrEqual(120);
  expect(new Set(await Promise.all(told.map(isDrawn)))).toEqual(new Set([true]));

  const products = makeShopifyProducts(8, { hasPictures: true });
  const shopify = await startShopifyShop({ products });
  onTestFinished(() => shopify.stop());
  const media = products.flatMap((product) => product.media.map((path) => shopify.origin + path));
  expect(media).toHaveLength(8);
  expect(new Set(await Promise.all(media.map(isDrawn)))).toEqual(new Set([true]));
});

test("what nobody drew is no picture", async () => {
  expect([drawProduct("ghost-1"), drawProduct("shirt"), drawProduct("")]).toEqual([null, null, null]);
  const woo = await openShop();
  expect((await fetch(`${woo.url}/wp-content/uploads/2024/01/ghost-1.svg`)).status).toBe(404);
});
