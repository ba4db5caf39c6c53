import { expect } from "vitest";
import { aStore, aUser, anIncomingEvent, someEvents } from "@/lib/testing/builders";
import { dbTest } from "@/lib/testing/db-test";
import { webhookHealth } from "./webhook-health";

const woo = { kind: "woocommerce", state: "connected", webhooks: "active" } as const;
const shopify = { ...woo, kind: "shopify" } as const;

dbTest("of each topic the last delivery is told, whatever else a store was sent", async ({ db }) => {
  const owner = await aUser(db);
  const [store, other] = [await aStore(db, owner), await aStore(db, owner)];
  await someEvents(db, [
    anIncomingEvent(store.id, { eventId: "wh_product.updated_414_aa", source: "woocommerce_webhook" }),
    anIncomingEvent(store.id, { eventId: "wc_of_the_plugin" }),
    anIncomingEvent(other.id, { eventId: "wh_product.deleted_414_bb", source: "woocommerce_notice" }),
  ]);
  const [event] = await db.event.findMany({ where: { eventId: "wh_product.updated_414_aa" }, select: { createdAt: true } });
  expect(await webhookHealth({ db }, owner, store.id, woo)).toEqual([
    { topic: "product.created", state: "active", lastAt: null },
    { topic: "product.updated", state: "active", lastAt: event?.createdAt },
    { topic: "product.deleted", state: "active", lastAt: null },
    { topic: "product.restored", state: "active", lastAt: null },
  ]);
});

dbTest("Shopify's topics are those of its deliveries; nobody sees those of a foreign store", async ({ db }) => {
  const [owner, stranger] = [await aUser(db), await aUser(db)];
  const store = await aStore(db, owner);
  await someEvents(db, [anIncomingEvent(store.id, { eventId: "sh_inventory_levels/update_b5", source: "shopify_notice", productId: "0" })]);
  const told = async (caller: typeof owner) =>
    (await webhookHealth({ db }, caller, store.id, shopify)).map(({ topic, lastAt }) => [topic, lastAt !== null]);
  expect(await told(owner)).toEqual([
    ["products/create", false],
    ["products/update", false],
    ["products/delete", false],
    ["inventory_levels/update", true],
    ["app/uninstalled", false],
  ]);
  expect((await told(stranger)).some(([, isTold]) => isTold)).toBe(false);
});

dbTest("what the hub may not register, has not asked for yet, or looks after no more is said to be so", async ({ db }) => {
  const owner = await aUser(db);
  const store = await aStore(db, owner);
  const stateWith = async (given: object) => (await webhookHealth({ db }, owner, store.id, { ...woo, ...given }))[0]?.state;
  expect(await stateWith({ webhooks: "refused" })).toBe("refused");
  expect(await stateWith({ webhooks: null })).toBe("unknown");
  expect(await stateWith({ state: "disconnected" })).toBe("unwatched");
});
