import { expect } from "vitest";
import { aStore, aUser, anAdmin, anIncomingEvent, someEvents } from "@/lib/testing/builders";
import type { DbClient } from "@/lib/core/db";
import { dbTest } from "@/lib/testing/db-test";
import { intercept } from "@/lib/testing/intercept-db";
import { aDraft, aVariant, saveProducts } from "@/lib/testing/products";
import { findJumps, NEWEST_READ } from "./find-jumps";
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

dbTest("a word that many titles have is answered from the newest products, a rare one from all of them", async ({ db }) => {
  const [owner, small, admin] = [await aUser(db), await aUser(db), await anAdmin(db)];
  const large = await aStore(db, owner);
  const other = await aStore(db, small);
  await saveProducts(db, large.id, [aDraft({ externalId: "woo_1", title: "Sapphire lamp" })]);
  await saveProducts(db, other.id, [aDraft({ externalId: "woo_2", title: "Lamp of the small shop" })]);
  await db.$executeRaw`UPDATE product SET updated_at = '2020-01-01'`;
  await db.$executeRaw`
    INSERT INTO product SELECT (jsonb_populate_record(p, jsonb_build_object('id', gen_random_uuid(), 'external_id', 'woo_x' || n, 'title', 'Lamp number ' || n, 'updated_at', now()))).*
    FROM product p, generate_series(1, ${NEWEST_READ}) n WHERE p.external_id = 'woo_1'`;
  let statements = 0;
  const counted = intercept(db, { before: () => void statements++ });
  const ask = async (caller: typeof owner, q: string) => {
    statements = 0;
    const { products } = await findJumps({ db: counted }, caller, jumpQuery.parse({ q }));
    return { titles: products.map(({ title }) => title), statements };
  };
  for (const caller of [owner, admin]) {
    const common = await ask(caller, "lamp");
    const rare = await ask(caller, "sapphire");
    expect(common.titles).toHaveLength(5);
    expect(rare.titles, "older than those that are read").toEqual(["Sapphire lamp"]);
    expect(rare.statements, "only then the index is asked").toBe(common.statements + 1);
  }
  const own = await ask(small, "lamp");
  expect(own.titles, "what everybody else's products are called costs nobody").toEqual(["Lamp of the small shop"]);
  expect((await ask(small, "sapphire")).statements).toBe(own.statements);
});
