import fc from "fast-check";
import { expect } from "vitest";
import { plainFetch } from "@/fakes/shopify/plain-fetch";
import type { ShopifyShop } from "@/fakes/shopify/start-shopify-shop";
import type { DbClient } from "@/lib/core/db";
import { createShopifyClient } from "@/lib/integrations/shopify/client";
import { listProducts } from "@/lib/integrations/shopify/pull";
import { readShopifyProduct } from "@/lib/integrations/shopify/read-product";
import { dbTest } from "@/lib/testing/db-test";
import { emptyTables } from "@/lib/testing/empty-tables";
import { openShopifyGround, playShopify, shopifySchedule, type PlayedShopify } from "@/lib/testing/play-shopify";

/**
 * A tenth of what is played of WooCommerce (converge.test.ts): most of the path is the same, here it is Shopify's listings,
 * operations and marks that are tried.
 */
const SCHEDULES = Math.ceil(Number(process.env.CONVERGENCE_SCHEDULES || 200) / 10);
const LIMIT_MS = 60_000 + SCHEDULES * 2_000;
const EMPTIED_AFTER = 10;

dbTest(
  "whatever happens to a Shopify shop, its webhooks, its bulk operations and the hub, one reconcile makes both equal",
  async ({ db, database }) => {
    const ground = await openShopifyGround(database);
    let played = 0;
    try {
      await fc.assert(
        fc.asyncProperty(shopifySchedule, async (schedule) => {
          if (++played % EMPTIED_AFTER === 0) await emptyTables(db);
          const shop = await playShopify(ground, schedule);
          try {
            await check(db, shop);
          } finally {
            await shop.shop.stop();
          }
        }),
        {
          numRuns: SCHEDULES,
          seed: process.env.CONVERGENCE_SEED ? Number(process.env.CONVERGENCE_SEED) : undefined,
          path: process.env.CONVERGENCE_PATH,
          interruptAfterTimeLimit: LIMIT_MS,
          markInterruptAsFailure: true,
        },
      );
    } finally {
      await ground.stop();
    }
  },
  LIMIT_MS + 60_000,
);

async function check(db: DbClient, { shop, storeId, sync }: PlayedShopify): Promise<void> {
  expect(await sync("reconcile")).toEqual({ status: "completed", problem: null });
  expect(await readHub(db, storeId)).toEqual(await readShop(shop));
  expect(await sync("reconcile")).toEqual({ status: "completed", problem: null });
  expect(
    await db.digestRun.findFirst({
      where: { storeId },
      orderBy: { startedAt: "desc" },
      select: { state: true, missing: true, different: true, extra: true },
    }),
    "the drift of a second look",
  ).toEqual({ state: "completed", missing: 0, different: 0, extra: 0 });
  const gone = { storeId, product: { isActive: false } };
  expect(await db.knowledgeChunk.count({ where: gone }), "what is gone is nobody's knowledge").toBe(0);
}

const part = { price: true, stockQuantity: true, stockStatus: true } as const;
type Part = {
  price: { toFixed: () => string } | string | null;
  stockQuantity: { toFixed: () => string } | string | null;
  stockStatus: string | null;
};
const plain = (value: Part["price"]): string | null =>
  value === null ? null : String(Number(typeof value === "string" ? value : value.toFixed()));
const partOf = ({ price, stockQuantity, stockStatus }: Part) => [plain(price), plain(stockQuantity), stockStatus];

type Seen = Record<string, unknown>;

/** What the hub has of the shop, by product. */
async function readHub(db: DbClient, storeId: string): Promise<Seen> {
  const rows = await db.product.findMany({
    where: { storeId, isActive: true },
    select: {
      externalId: true,
      title: true,
      description: true,
      status: true,
      ...part,
      variants: { select: { externalId: true, ...part } },
    },
  });
  return Object.fromEntries(rows.map((row) => [row.externalId, seen(row)]));
}

/** The shop as an ordinary client of its own sees it. */
async function readShop(shop: ShopifyShop): Promise<Seen> {
  const clock = { now: () => new Date(shop.state.clock()), wait: () => Promise.resolve() };
  const { shopDomain, accessToken, origin } = shop;
  shop.bucket.giveBack(shop.bucket.maximum);
  const client = createShopifyClient({ fetch: plainFetch, ...clock }, { shopDomain, accessToken, developmentBaseUrl: origin });
  const found: Seen = {};
  for await (const { products } of listProducts(client))
    for (const json of products) {
      const read = readShopifyProduct(json, { currency: "USD" });
      if (!read.ok) throw new Error("a product of the shop cannot be read");
      found[read.draft.externalId] = seen(read.draft);
    }
  return found;
}

const seen = (product: Part & { title: string; description: string; status: string; variants: (Part & { externalId: string })[] }) => ({
  text: [product.title, product.description, product.status],
  facts: partOf(product),
  variants: Object.fromEntries(product.variants.map((variant) => [variant.externalId, partOf(variant)])),
});
