import { expect } from "vitest";
import { listDigests, showDrift } from "@/lib/integrations/digest/drift";
import { makeProducts } from "@/fakes/woocommerce/make-products";
import { aPull } from "@/lib/testing/a-pull";
import { anAdmin } from "@/lib/testing/builders";
import { dbTest } from "@/lib/testing/db-test";

dbTest("drift is what is left when a look is over; what it found and mended is its history", async ({ db }) => {
  const pull = await aPull(db, { products: makeProducts(60, { variableShare: 0 }) });
  try {
    const admin = await anAdmin(db);
    const { shop, storeId } = pull;
    const deps = { db, env: { DRIFT_ALERT_PERCENT: 50 } };
    const drift = () => showDrift(deps, admin, storeId);
    const history = async () => (await listDigests(deps, admin, storeId, 1))[0];
    expect(await drift()).toMatchObject({ total: 0, checkedAt: null });

    await pull.sync("full");
    expect(await drift(), "a first sync").toMatchObject({ total: 60, verified: 60, missing: 0, different: 0, extra: 0 });
    expect(await history()).toMatchObject({ total: 60, missing: 60 });

    const [dearer = 0, broken = 0, gone = 0, ...others] = shop.catalogue.ids();
    shop.actions.writeMeta(dearer, { regular_price: "777", price: "777" });
    shop.actions.writeMeta(broken, { price: "not money", regular_price: "not money" });
    shop.actions.deleteForever(gone);
    expect(await pull.sync("reconcile")).toMatchObject({ status: "partial", updated: 1, failed: 1, deactivated: 1 });
    expect(await drift(), "one could not be saved").toMatchObject({ total: 59, verified: 58, missing: 0, different: 1, extra: 0 });
    expect(await history()).toMatchObject({ different: 2, extra: 1, unsaved: 1 });

    shop.actions.writeMeta(broken, { price: "5", regular_price: "5" });
    for (const id of others.slice(0, 52)) shop.actions.deleteForever(id);
    expect(await pull.sync("reconcile")).toMatchObject({ status: "completed", updated: 1, deactivated: 0 });
    expect(await drift(), "a click is waited for").toMatchObject({
      total: 7,
      verified: 7,
      missing: 0,
      different: 0,
      extra: 52,
      waiting: 52,
    });
  } finally {
    await pull.stop();
  }
});

dbTest("what a shop lists and leaves out when it is asked for still differs, and the look says so", async ({ db }) => {
  const pull = await aPull(db, { products: makeProducts(30, { variableShare: 0 }) });
  try {
    const deps = { db, env: { DRIFT_ALERT_PERCENT: 50 } };
    const [admin, [dearer = 0, gone = 0]] = [await anAdmin(db), pull.shop.catalogue.ids()];
    await pull.sync("full");
    for (const id of [dearer, gone]) pull.shop.actions.writeMeta(id, { regular_price: "777", price: "777" });
    pull.shop.faults.next({ kind: "empty-list", path: "include=", times: Infinity });
    // Listed, and deleted before it is read: that is no problem of anybody's.
    pull.shop.faults.beforeAnswer = ({ query }) => {
      if (query.include !== undefined && pull.shop.catalogue.get(gone)) pull.shop.actions.deleteForever(gone);
    };
    expect(await pull.sync("reconcile")).toMatchObject({ status: "partial", updated: 0, failed: 1 });
    expect(await showDrift(deps, admin, pull.storeId)).toMatchObject({ different: 1 });
    expect(await db.syncProblem.findMany({ select: { externalId: true } })).toEqual([{ externalId: `woo_${dearer}` }]);

    pull.shop.faults.clear();
    expect(await pull.sync("reconcile")).toMatchObject({ status: "completed", updated: 1, deactivated: 1 });
    expect(await showDrift(deps, admin, pull.storeId)).toMatchObject({ total: 29, verified: 29, different: 0 });
  } finally {
    await pull.stop();
  }
});
