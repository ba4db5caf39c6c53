import { expect } from "vitest";
import { makeProducts } from "@/fakes/woocommerce/make-products";
import { aPull } from "@/lib/testing/a-pull";
import { dbTest } from "@/lib/testing/db-test";

dbTest("what no event told raises the alarm at the next look, which mends it; the look after that ends it", async ({ db }) => {
  const pull = await aPull(db, { products: makeProducts(40, { variableShare: 0 }) });
  const last = () =>
    db.digestRun.findFirst({ orderBy: { startedAt: "desc" }, select: { origin: true, different: true, unsaved: true, isAlert: true } });
  try {
    await pull.sync("full");
    expect((await last())?.isAlert, "a first sync finds everything missing").toBe(false);
    for (const id of pull.shop.catalogue.ids().slice(0, 6)) pull.shop.actions.writeMeta(id, { regular_price: "777", price: "777" });
    await pull.sync("reconcile");
    expect(await last()).toEqual({ origin: "pull", different: 6, unsaved: 0, isAlert: true });
    await pull.sync("reconcile");
    expect(await last()).toEqual({ origin: "pull", different: 0, unsaved: 0, isAlert: false });
  } finally {
    await pull.stop();
  }
});
