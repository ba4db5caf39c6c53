import { randomBytes } from "node:crypto";
import { expect } from "vitest";
import { makeProducts } from "@/fakes/woocommerce/make-products";
import { startWooShop } from "@/fakes/woocommerce/start-woo-shop";
import { aPull } from "@/lib/testing/a-pull";
import { anAdmin } from "@/lib/testing/builders";
import { dbTest } from "@/lib/testing/db-test";
import { queueJob } from "@/lib/sync/jobs/queue-job";
import { saveConnection } from "@/lib/sync/connections/save-connection";

dbTest("a store that is given another shop in the middle of a job begins there, from nothing", async ({ db }) => {
  const pull = await aPull(db, { products: makeProducts(300, { variableShare: 0 }) });
  const other = await startWooShop({ products: makeProducts(20, { variableShare: 0, seed: 5 }) });
  try {
    await db.connection.updateMany({ data: { seenUntil: new Date() } });
    const [admin, first] = [await anAdmin(db), await queueJob(db, pull.storeId, "woocommerce", { mode: "full", trigger: "manual" })];
    const giveOther = async (): Promise<string> => {
      const { url: address, consumerKey, consumerSecret } = other;
      const given = { kind: "woocommerce", address, auth: "basic", credentials: { consumerKey, consumerSecret }, learned: {} } as const;
      await saveConnection({ ...pull.deps, randomBytes }, admin, pull.storeId, given);
      return queueJob(db, pull.storeId, "woocommerce", { mode: "full", trigger: "connect" });
    };
    let pages = 0;
    let given: Promise<string> | undefined;
    pull.shop.faults.beforeAnswer = async ({ query }) => {
      if (query.offset !== undefined && ++pages === 2) await (given = giveOther());
    };
    await pull.run();
    // The worker may notice before whoever connects has queued the first look.
    const next = (await given) ?? "";
    const jobOf = (id: string) => db.syncJob.findUniqueOrThrow({ where: { id }, select: { status: true, total: true, done: true } });
    const { status, done } = await jobOf(first);
    expect([status, await db.product.count()], "the page that was in hand is not written").toEqual(["cancelled", done]);
    expect(done).toBeLessThan(200);
    expect(await db.connection.findFirst({ select: { seenUntil: true } })).toEqual({ seenUntil: null });
    await pull.run();
    expect(await jobOf(next)).toEqual({ status: "completed", total: 20, done: 20 });
    expect(other.requests.list.find(({ query }) => query.offset !== undefined)?.query.offset).toBe("0");
    expect(other.requests.list.some(({ query }) => query.modified_after !== undefined)).toBe(false);
    expect(await db.syncSeen.count()).toBe(0);
  } finally {
    await pull.stop();
    await other.stop();
  }
});
