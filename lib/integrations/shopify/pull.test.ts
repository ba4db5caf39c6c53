import { afterEach, describe, expect, test } from "vitest";
import { makeProducts } from "@/fakes/shopify/catalogue";
import { connectClient, type Connected } from "@/fakes/shopify/connect-client";
import type { ShopOptions } from "@/fakes/shopify/start-shopify-shop";
import { fetchProducts, findProductOfInventoryItem } from "./fetch-product";
import { countProducts, listProducts, listVersions, readShop } from "./pull";
import { readShopifyProduct } from "./read-product";

let open: Connected | null = null;
afterEach(() => open?.stop());
const connect = async (options: ShopOptions) => (open = await connectClient(options));

async function all<P>(pages: AsyncIterable<P>): Promise<P[]> {
  const found: P[] = [];
  for await (const page of pages) found.push(page);
  return found;
}
const draftOf = (json: unknown) => {
  const read = readShopifyProduct(json, { currency: "USD" });
  if (!read.ok) throw new Error(JSON.stringify(read.fields));
  return read.draft;
};

describe("listing products", () => {
  test("every product comes once, by ascending id, with all its variants, and no query is dearer than Shopify allows", async () => {
    const { client, shop } = await connect({ products: makeProducts(60) });
    const pages = await all(listProducts(client));
    const products = pages.flatMap((page) => page.products);
    expect(products.map(({ id }) => id)).toEqual([...shop.state.products.keys()].map((id) => `gid://shopify/Product/${id}`));
    expect(products.map(({ variants }) => variants.length)).toEqual(
      [...shop.state.products.values()].map(({ variants }) => variants.length),
    );
    expect(pages.map(({ hasMore }) => hasMore)).toEqual([...pages.slice(1).map(() => true), false]);
    expect(Math.max(...shop.requests.map(({ cost }) => cost ?? 0))).toBeLessThanOrEqual(1_000);
    // The first page is small, the others use what a query may cost.
    expect(pages[1]?.products.length).toBeGreaterThan(pages[0]?.products.length ?? 0);
  });

  test("a shop without products has one empty page", async () => {
    const { client } = await connect({ products: [] });
    expect(await all(listProducts(client))).toMatchObject([{ products: [], hasMore: false }]);
  });

  test("a product with 2,048 variants arrives whole, each variant once", async () => {
    const { client } = await connect({ products: makeProducts(3, { variants: (index) => (index === 1 ? 2_048 : 2) }) });
    const products = (await all(listProducts(client))).flatMap((page) => page.products);
    const ids = new Set(products[1]?.variants.map((variant) => (variant as { id: string }).id));
    expect([products.map(({ variants }) => variants.length), ids.size]).toEqual([[2, 2_048, 2], 2_048]);
    expect(draftOf(products[1]).variants).toHaveLength(2_048);
  });

  test("a product that is edited while its variants are read is read anew, not put together from two states", async () => {
    const { client, shop } = await connect({ products: makeProducts(1, { variants: () => 130 }) });
    const [id = ""] = shop.state.products.keys();
    const product = shop.state.products.get(id);
    const pages = listProducts(client);
    // Between the first page and the variants' next one.
    shop.hooks.beforeAnswer = (_request, nth) => {
      if (nth === 2 && product) shop.merchant.update(id, { title: "New", variants: product.variants.slice(5) });
    };
    const [page] = await all(pages);
    expect([page?.products[0]?.title, page?.products[0]?.variants.length]).toEqual(["New", 125]);
  });

  test("a product that is deleted while its variants are read is left out", async () => {
    const { client, shop } = await connect({ products: makeProducts(2, { variants: (index) => (index === 0 ? 30 : 1) }) });
    const [gone = ""] = shop.state.products.keys();
    shop.hooks.beforeAnswer = (_request, nth) => {
      if (nth === 2) shop.merchant.remove(gone);
    };
    const [page] = await all(listProducts(client));
    expect(page?.products).toHaveLength(1);
  });

  test("a listing goes on from its cursor in another process, also after the product it stood at is gone", async () => {
    const { client, shop } = await connect({ products: makeProducts(30) });
    const first = (await listProducts(client, { pageSize: 7 }).next()).value;
    const [seventh = ""] = [...shop.state.products.keys()].slice(6);
    shop.merchant.remove(seventh);
    const rest = await all(listProducts(client, { cursor: first?.cursor, pageSize: first?.pageSize }));
    const ids = [...(first?.products ?? []), ...rest.flatMap((page) => page.products)].map(({ id }) => id);
    expect([ids.length, new Set(ids).size]).toEqual([30, 30]);
  });

  test("a listing is longer than Shopify pages: it begins anew above the last id", async () => {
    const { client } = await connect({ products: makeProducts(50, { variants: () => 1 }), pagingCap: 25 });
    const pages = await all(listProducts(client, { pageSize: 5, maxWindow: 10 }));
    const ids = pages.flatMap((page) => page.products).map(({ id }) => id);
    expect([ids.length, new Set(ids).size]).toEqual([50, 50]);
  });

  test("changed since: inclusive, and drafts and archived ones count as well", async () => {
    const products = makeProducts(10, { variants: () => 1, from: new Date("2026-10-01T08:00:00Z") });
    products[8] = { ...(products[8] ?? products[0]!), status: "DRAFT" }; // eslint-disable-line @typescript-eslint/no-non-null-assertion
    const { client, shop } = await connect({ products });
    const updatedAfter = new Date("2026-10-01T08:07:00.400Z");
    const pages = await all(listProducts(client, { updatedAfter }));
    expect(pages.flatMap((page) => page.products)).toHaveLength(3);
    expect(shop.requests[0]?.variables.filter).toBe("status:active,draft,archived,unlisted AND updated_at:>='2026-10-01T08:07:00Z'");
    expect(await countProducts(client, { updatedAfter })).toEqual({ count: 3, isExact: true });
  });

  test("a cursor that is not ours is refused", async () => {
    const { client } = await connect({});
    await expect(all(listProducts(client, { cursor: "nonsense" }))).rejects.toThrow(TypeError);
  });
});

describe("facts for reconcile", () => {
  test("agree with the drafts of the same products", async () => {
    const products = makeProducts(20);
    Object.assign(products[3] ?? {}, { status: "ARCHIVED" });
    Object.assign(products[4] ?? {}, { isPublished: false });
    products[5]?.variants.forEach((variant) => Object.assign(variant, { tracked: false }));
    const { client } = await connect({ products });
    const versions = (await all(listVersions(client))).flatMap((page) => page.versions);
    const drafts = (await all(listProducts(client))).flatMap((page) => page.products).map(draftOf);
    expect(versions).toEqual(
      drafts.map((draft) => ({
        externalId: draft.externalId,
        updatedAt: draft.sourceUpdatedAt,
        status: draft.status,
        catalogVisibility: draft.catalogVisibility,
        price: draft.price,
        stockQuantity: draft.stockQuantity,
      })),
    );
  });

  test("many products a query, and the shop's clock with every page", async () => {
    const { client, shop } = await connect({ products: makeProducts(400, { variants: () => 1 }), clockSkewMs: 3_600_000 });
    const pages = await all(listVersions(client));
    expect(shop.requests).toHaveLength(3);
    expect(pages[0]?.shopTime).toEqual(new Date("2026-11-01T10:00:00Z"));
  });
});

describe("single products", () => {
  test("by id, in order; those that are gone are absent", async () => {
    const { client, shop } = await connect({ products: makeProducts(40) });
    const ids = [...shop.state.products.keys()];
    shop.merchant.remove(ids[3] ?? "");
    const found = await fetchProducts(client, ids);
    expect(found.map(({ id }) => id)).toEqual(ids.filter((_, at) => at !== 3).map((id) => `gid://shopify/Product/${id}`));
  });

  test("an inventory item leads to its product, or to nothing", async () => {
    const { client, shop } = await connect({ products: makeProducts(3) });
    const product = [...shop.state.products.values()][2];
    expect(await findProductOfInventoryItem(client, product?.variants[0]?.inventoryItemId ?? "")).toBe(product?.id);
    expect(await findProductOfInventoryItem(client, "12345")).toBeNull();
  });

  test("the shop says its currency", async () => {
    const { client } = await connect({ currency: "IRR" });
    expect(await readShop(client)).toMatchObject({
      name: "Fake shop",
      domain: "fake-shop.myshopify.com",
      currency: "IRR",
      timezone: "Asia/Tehran",
    });
  });
});
