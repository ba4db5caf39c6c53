import { expect } from "vitest";
import type { DbClient } from "@/lib/core/db";
import { makeProducts } from "@/fakes/woocommerce/make-products";
import { aPull, type Pull } from "@/lib/testing/a-pull";
import { dbTest } from "@/lib/testing/db-test";

const LIST = "/wp-json/wc-analytics/variations";
const asked = ({ shop }: Pull): string[] => shop.requests.list.map(({ path }) => path).filter((path) => path.endsWith("/variations"));
const variantOf = (db: DbClient, id: number) =>
  db.variant.findFirstOrThrow({
    where: { externalId: `woo_${id}` },
    select: { price: true, stockStatus: true, sku: true, attributes: true },
  });

/** Twenty-five variable products of three variations each, and five plain ones. */
const shopTest = (fact: string, hasVariationList: boolean, act: (pull: Pull, db: DbClient, variations: number[]) => Promise<void>) =>
  dbTest(fact, async ({ db }) => {
    const pull = await aPull(db, {
      products: [
        ...makeProducts(25, { variableShare: 1, variationsEach: 3 }),
        ...makeProducts(5, { variableShare: 0, seed: 2 }).map((row) => ({ ...row, id: row.id + 5_000 })),
      ],
      hasVariationList,
    });
    try {
      await pull.sync("full");
      const variations = [...pull.shop.catalogue.all()].filter(({ type }) => type === "variation").map(({ id }) => id);
      await act(pull, db, variations);
    } finally {
      await pull.stop();
    }
  });

for (const hasList of [true, false])
  shopTest(
    `what a plugin writes into variations past the shop's functions is found by a comparison, ${hasList ? "many at a question" : "in a shop that lists them by product only"}`,
    hasList,
    async (pull, db, variations) => {
      const [dearer = 0, soldOut = 0, renamed = 0] = [variations[1], variations[30], variations[74]];
      pull.shop.actions.writeMeta(dearer, { regular_price: "987654", price: "987654" });
      pull.shop.actions.writeMeta(soldOut, { stock_status: "outofstock" });
      pull.shop.actions.writeMeta(renamed, { choices: [{ id: 0, name: "Size", slug: "size", option: "XXL" }] });
      expect(await pull.sync("reconcile")).toMatchObject({ status: "completed", updated: 3, unchanged: 27 });
      expect((await variantOf(db, dearer)).price?.toFixed()).toBe("987654");
      expect(await variantOf(db, soldOut)).toMatchObject({ stockStatus: "outofstock" });
      expect(await variantOf(db, renamed)).toMatchObject({ attributes: { Size: "XXL" } });
      expect(await pull.sync("reconcile")).toMatchObject({ status: "completed", updated: 0, unchanged: 30 });
    },
  );

shopTest("variations of many products are one question, in a first sync and in a comparison", true, async (pull, db, variations) => {
  expect([await db.variant.count(), variations.length, asked(pull)]).toEqual([75, 75, [LIST, LIST]]);
  pull.shop.requests.clear();
  expect(await pull.sync("reconcile")).toMatchObject({ status: "completed", unchanged: 30 });
  expect(new Set(asked(pull))).toEqual(new Set([LIST]));
});

for (const [kind, to = ""] of [
  ["firewall"],
  ["empty-list"],
  ["fatal"],
  ["cut"],
  ["redirect", "/elsewhere"],
  // Plugins that hide a namespace send whoever asks for it to the front page, as plain permalinks do with every address.
  ["redirect", "/"],
  ["too-many"],
] as const)
  shopTest(`a list of variations that answers with ${kind}${to} costs no product and no variation`, true, async (pull, db, variations) => {
    const times = kind === "too-many" ? 2 : Infinity;
    pull.shop.faults.next({ kind, path: LIST, times, location: `${pull.shop.url}${to}` });
    const [dearer = 0] = variations;
    pull.shop.actions.writeMeta(dearer, { regular_price: "987654", price: "987654" });
    expect(await pull.sync("reconcile")).toMatchObject({ status: "completed", updated: 1, unchanged: 29, failed: 0 });
    expect((await variantOf(db, dearer)).price?.toFixed()).toBe("987654");
    expect(await pull.sync("full", { isForced: true })).toMatchObject({ status: "completed", unchanged: 30, failed: 0 });
    expect(await db.variant.count()).toBe(75);
    const { learned } = await db.connection.findFirstOrThrow({ select: { learned: true } });
    expect(learned, "the list's own trouble is no measure of the host").toMatchObject({ perPage: 100 });
  });
