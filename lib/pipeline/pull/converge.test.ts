import fc from "fast-check";
import { expect } from "vitest";
import type { ProductDraft } from "@/lib/catalog/draft";
import { isPublishable } from "@/lib/catalog/publishable";
import { readRestProduct } from "@/lib/integrations/woocommerce/rest/read-product";
import { adoptModel } from "@/lib/knowledge/models";
import { buildChunks } from "@/lib/knowledge/text/chunk";
import { dbTest } from "@/lib/testing/db-test";
import { emptyTables } from "@/lib/testing/empty-tables";
import { openGround, playShop, type Ground, type Played } from "@/lib/testing/play-shop";
import { shopSchedule } from "@/lib/testing/play-shop-schedule";

/** `npm test` plays some hundreds, `npm run test:convergence` ten thousand; a failure prints seed and path to play it again. */
const SCHEDULES = Number(process.env.CONVERGENCE_SCHEDULES || 200);
const LIMIT_MS = 60_000 + SCHEDULES * 2_000;
/** Schedules after which the database is emptied: each has a store of its own, texts are everybody's. */
const EMPTIED_AFTER = 40;

dbTest(
  "whatever a shop does, loses, delays and tells wrong, and whoever dies, one reconcile makes the hub equal to the shop",
  async ({ db, database }) => {
    const ground = await openGround(database);
    let played = 0;
    try {
      await fc.assert(
        fc.asyncProperty(shopSchedule, async (schedule) => {
          if (++played % EMPTIED_AFTER === 0) {
            await emptyTables(db);
            await adoptModel(db, ground.embedder.model);
            ground.embedder.paid.clear();
            ground.embedder.calls.length = 0;
          }
          await check(ground, await playShop(ground, schedule));
        }),
        {
          numRuns: SCHEDULES,
          seed: process.env.CONVERGENCE_SEED ? Number(process.env.CONVERGENCE_SEED) : undefined,
          path: process.env.CONVERGENCE_PATH,
          endOnFailure: Boolean(process.env.CONVERGENCE_NO_SHRINK),
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

async function check(ground: Ground, played: Played): Promise<void> {
  const { db, embedder } = ground;
  const { storeId, sync } = played;
  expect(played.reconcile).toEqual({ status: "completed", problem: null });
  await checkStore(ground, played);

  expect(await sync("reconcile")).toEqual({ status: "completed", problem: null });
  expect(
    await db.digestRun.findFirst({
      where: { storeId },
      orderBy: { startedAt: "desc" },
      select: { state: true, missing: true, different: true, extra: true },
    }),
    "the drift of a second look",
  ).toEqual({ state: "completed", missing: 0, different: 0, extra: 0 });

  expect(
    [...embedder.paid].filter(([, times]) => times !== 1),
    "texts that were paid for more than once",
  ).toEqual([]);
}

const productSelect = {
  id: true,
  externalId: true,
  isActive: true,
  isPublishable: true,
  title: true,
  description: true,
  status: true,
  catalogVisibility: true,
  hasPassword: true,
  currency: true,
  price: true,
  regularPrice: true,
  salePrice: true,
  stockQuantity: true,
  stockStatus: true,
  categories: true,
  variants: {
    orderBy: { externalId: "asc" },
    select: { externalId: true, price: true, regularPrice: true, salePrice: true, stockQuantity: true, stockStatus: true },
  },
  chunks: { orderBy: { position: "asc" }, select: { text: true, textHash: true } },
} as const;

async function checkStore({ db, shop }: Ground, { storeId }: Played): Promise<void> {
  const stored = new Map(
    (await db.product.findMany({ where: { storeId }, select: productSelect })).map((product) => [product.externalId, product]),
  );
  const drafts = await readShop(shop);
  for (const draft of drafts.values()) {
    const product = stored.get(draft.externalId);
    if (!product) throw new Error(`${draft.externalId} is missing`);
    const { variants, chunks, price, regularPrice, salePrice, stockQuantity, ...rest } = product;
    const publishable = isPublishable(draft);
    expect(
      {
        ...facts({ price, regularPrice, salePrice, stockQuantity }),
        isActive: rest.isActive,
        status: rest.status,
        catalogVisibility: rest.catalogVisibility,
        stockStatus: rest.stockStatus,
        currency: rest.currency,
      },
      `the facts of ${draft.externalId}`,
    ).toEqual({
      ...facts(draft),
      isActive: true,
      status: draft.status,
      catalogVisibility: draft.catalogVisibility,
      stockStatus: draft.stockStatus,
      currency: "IRT",
    });
    expect(
      [rest.title, rest.description, rest.categories, rest.hasPassword, rest.isPublishable],
      `the text of ${draft.externalId}`,
    ).toEqual([draft.title, draft.description, draft.categories, draft.hasPassword, publishable]);
    expect(
      chunks.map(({ text }) => text),
      `the knowledge of ${draft.externalId}`,
    ).toEqual(publishable ? buildChunks(draft).map(({ text }) => text) : []);
    expect(
      variants.map((variant) => ({ externalId: variant.externalId, stockStatus: variant.stockStatus, ...facts(variant) })),
      `the variants of ${draft.externalId}`,
    ).toEqual(
      draft.variants
        .map((variant) => ({ externalId: variant.externalId, stockStatus: variant.stockStatus, ...facts(variant) }))
        .sort((a, b) => (a.externalId < b.externalId ? -1 : 1)),
    );
  }
  const listed = new Set([...drafts.values()].map(({ externalId }) => externalId));
  const gone = [...stored.values()].filter(({ externalId }) => !listed.has(externalId));
  expect(
    gone.filter(({ isActive, chunks }) => isActive || chunks.length > 0).map(({ externalId }) => externalId),
    "what the shop does not list is not active and nobody's knowledge",
  ).toEqual([]);
  const hashes = [...new Set([...stored.values()].flatMap(({ chunks }) => chunks.map(({ textHash }) => textHash)))];
  expect(await db.embedding.count({ where: { textHash: { in: hashes } } }), "every chunk has its vector").toBe(hashes.length);
}

type Numbers = Record<"price" | "regularPrice" | "salePrice" | "stockQuantity", { toFixed: () => string } | string | null>;
const plain = (value: Numbers["price"]): string | null => (value === null || typeof value === "string" ? value : value.toFixed());
const facts = ({ price, regularPrice, salePrice, stockQuantity }: Numbers) => ({
  price: plain(price),
  regularPrice: plain(regularPrice),
  salePrice: plain(salePrice),
  stockQuantity: plain(stockQuantity),
});

/** Every product the shop lists, whole, by an ordinary client of its own. */
async function readShop(shop: Ground["shop"]): Promise<Map<number, ProductDraft>> {
  const authorization = `Basic ${Buffer.from(`${shop.consumerKey}:${shop.consumerSecret}`).toString("base64")}`;
  const ask = async (path: string): Promise<{ id: number; variations?: number[] }[]> =>
    (await (await fetch(`${shop.url}/wp-json/wc/v3/${path}`, { headers: { authorization } })).json()) as { id: number }[];
  const products = await ask("products?per_page=100&orderby=id&order=asc");
  expect(products.length).toBe(shop.catalogue.ids().length);
  const drafts = new Map<number, ProductDraft>();
  for (const product of products) {
    const variations = product.variations?.length ? await ask(`products/${product.id}/variations?per_page=100`) : [];
    const read = readRestProduct(product, { currency: "IRT", variations });
    if (!read.ok) throw new Error(`product ${product.id} cannot be read: ${JSON.stringify(read.fields)}`);
    drafts.set(product.id, read.draft);
  }
  return drafts;
}
