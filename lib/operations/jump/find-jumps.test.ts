import { expect } from "vitest";
import { aStore, aUser, anAdmin, anIncomingEvent, someEvents } from "@/lib/testing/builders";
import type { DbClient } from "@/lib/core/db";
import { dbTest } from "@/lib/testing/db-test";
import { aDraft, aVariant, saveProducts } from "@/lib/testing/products";
import { findJumps } from "./find-jumps";
import { jumpQuery } from "./wire";

const nothing = { stores: [], products: [], events: [] };

async function aHub(db: DbClient) {
  const [owner, other, admin] = await Promise.all([aUser(db), aUser(db), anAdmin(db)]);
  const own = await aStore(db, owner, { name: "فروشگاه کتان" });
  const foreign = await aStore(db, other, { name: "Foreign shop" });
  const [shirt = "", coat = ""] = await saveProducts(db, own.id, [
    aDraft({ externalId: "woo_12", title: "پیراهن کتان ۴۲", sku: "RNX-8905", variants: [aVariant({ sku: "VAR 7" })] }),
    aDraft({ externalId: "woo_13", title: "یک کت", sku: "" }),
  ]);
  const [theirs = ""] = await saveProducts(db, foreign.id, [aDraft({ externalId: "woo_12", title: "Foreign shirt", sku: "RNX-8905" })]);
  const [event = "", theirEvent = ""] = await someEvents(db, [
    anIncomingEvent(own.id, { eventId: "evt-1", productId: "12" }),
    anIncomingEvent(foreign.id, { eventId: "evt-1", productId: "12" }),
  ]);
  const find = (caller: typeof owner, q: string) => findJumps({ db }, caller, jumpQuery.parse({ q }));
  const products = async (q: string, caller = owner) => (await find(caller, q)).products.map(({ id }) => id).sort();
  const events = async (q: string, caller = owner) => (await find(caller, q)).events.map(({ id }) => id).sort();
  return { owner, other, admin, own, foreign, shirt, coat, theirs, event, theirEvent, find, products, events };
}

dbTest("a product is found by its number, the shop's id, ours, its SKU, a variant's SKU and its title", async ({ db }) => {
  const { shirt, coat, products } = await aHub(db);
  for (const q of ["12", "۱۲", "woo_12", "WOO_12", shirt, "rnx8905", "RNX 8905", "rnx ۸۹۰۵", "var-7", "كتان", "پیراهن", "راهن", "کتان ۴۲"])
    expect(await products(q), q).toEqual([shirt]);
  expect(await products("کت"), "two letters begin a word").toEqual([shirt, coat].sort());
  for (const q of ["هن", "%", "_", "\\", "woo_1", "nowhere"]) expect(await products(q), q).toEqual([]);
});

dbTest("an event is found by our number, in any digits, and by the shop's own id in every store one sees", async ({ db }) => {
  const { event, theirEvent, admin, events } = await aHub(db);
  const persian = event.replace(/\d/g, (digit) => "۰۱۲۳۴۵۶۷۸۹"[Number(digit)] ?? "");
  for (const q of [event, persian, "evt-1"]) expect(await events(q), q).toEqual([event]);
  expect(await events("evt-1", admin)).toEqual([event, theirEvent].sort());
  expect(await events("9".repeat(40)), "no bigint of ours").toEqual([]);
});

dbTest("nobody finds what is another's, by whatever it is asked for; an administrator finds all", async ({ db }) => {
  const hub = await aHub(db);
  const { owner, admin, foreign, theirs, theirEvent, find } = hub;
  for (const q of [foreign.id, "Foreign", theirs, theirEvent]) {
    expect(await find(owner, q), q).toEqual(nothing);
    expect(JSON.stringify(await find(admin, q)), q).toContain(foreign.id);
  }
  expect(await hub.products("rnx-8905", admin)).toEqual([hub.shirt, theirs].sort());
  expect(await hub.products("12", hub.other)).toEqual([theirs]);
  expect(await find(await aUser(db), "12"), "somebody without a store").toEqual(nothing);
});

dbTest("stores are found by name and id; five of each at most; nothing typed finds nothing", async ({ db }) => {
  const { owner, own, find } = await aHub(db);
  expect((await find(owner, "کتان")).stores).toEqual([{ id: own.id, name: own.name }]);
  expect((await find(owner, own.id)).stores).toEqual([{ id: own.id, name: own.name }]);
  for (let n = 0; n < 7; n++) await aStore(db, owner, { name: `Branch ${n}` });
  await saveProducts(
    db,
    own.id,
    Array.from({ length: 7 }, (_, n) => aDraft({ externalId: `woo_${100 + n}`, title: `Branch of a tree ${n}`, sku: "SAME" })),
  );
  const found = await find(owner, "branch");
  expect([found.stores.length, found.products.length]).toEqual([5, 5]);
  expect((await find(owner, "same")).products).toHaveLength(5);
  expect(await find(owner, "  ")).toEqual(nothing);
  expect(() => jumpQuery.parse({ q: "x".repeat(101) })).toThrow();
});
