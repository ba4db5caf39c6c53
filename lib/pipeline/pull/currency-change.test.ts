import { expect } from "vitest";
import type { DbClient } from "@/lib/core/db";
import { makeProducts } from "@/fakes/woocommerce/make-products";
import { aPull } from "@/lib/testing/a-pull";
import { dbTest } from "@/lib/testing/db-test";

const lastLook = (db: DbClient) =>
  db.digestRun.findFirstOrThrow({ orderBy: { startedAt: "desc" }, select: { different: true, isAlert: true } });

dbTest("another currency of the shop reaches every product, also those that a look at the changes does not list", async ({ db }) => {
  const pull = await aPull(db, { products: makeProducts(12) });
  try {
    await pull.sync("full");
    // As if it were long ago: nothing but what changes now is a change.
    const looks = { seenUntil: new Date(Date.now() + 60 * 60_000) };
    await db.connection.updateMany({ data: looks });
    expect(await pull.sync("incremental")).toMatchObject({ status: "completed", done: 0 });
    expect(await db.syncJob.count({ where: { mode: "reconcile" } }), "nothing calls for a comparison").toBe(0);

    await db.connection.updateMany({ data: looks });
    pull.shop.settings.currency = "IRR";
    await pull.sync("incremental");
    const stored = await db.product.findMany({ select: { currency: true } });
    expect([stored.length, ...new Set(stored.map(({ currency }) => currency))]).toEqual([12, "IRR"]);
  } finally {
    await pull.stop();
  }
});

dbTest("another currency is no alarm, whichever look meets it; what was lost meanwhile is one", async ({ db }) => {
  const products = makeProducts(12);
  const pull = await aPull(db, { products });
  try {
    await pull.sync("full");
    for (const [mode, currency] of [
      ["reconcile", "IRR"],
      ["full", "USD"],
    ] as const) {
      pull.shop.settings.currency = currency;
      await pull.sync(mode);
      expect(await lastLook(db), mode).toEqual({ different: 12, isAlert: false });
    }

    pull.shop.settings.currency = "IRT";
    await db.product.updateMany({ where: { externalId: { in: products.slice(0, 6).map(({ id }) => `woo_${id}`) } }, data: { price: "1" } });
    await pull.sync("reconcile");
    expect(await lastLook(db)).toEqual({ different: 12, isAlert: true });
  } finally {
    await pull.stop();
  }
});
