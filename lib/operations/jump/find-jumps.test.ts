import { expect } from "vitest";
import { aStore, aUser, anAdmin, anIncomingEvent, someEvents } from "@/lib/testing/builders";
import { Prisma, type DbClient } from "@/lib/core/db";
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

/** `count` more products in that store with titles that begin as told, changed at that time. */
const manyProducts = (db: DbClient, storeId: string, title: string, count: number, at: string) => db.$executeRaw`
  INSERT INTO product SELECT (jsonb_populate_record(p, jsonb_build_object('id', gen_random_uuid(), 'external_id', ${title}::text || n, 'title', ${title}::text || n, 'updated_at', ${at}::text))).*
  FROM product p, generate_series(1, ${count}::int) n WHERE p.id = (SELECT id FROM product WHERE store_id = ${storeId}::uuid LIMIT 1)`;

dbTest("a product is found by its exact title, and first, however many newer ones have that word in theirs", async ({ db }) => {
  const [owner, admin] = [await aUser(db), await anAdmin(db)];
  const store = await aStore(db, owner);
  await saveProducts(db, store.id, [
    aDraft({ externalId: "woo_1", title: "Lamp" }),
    aDraft({ externalId: "woo_2", title: "LAMP of brass" }),
    aDraft({ externalId: "woo_3", title: "كيف ۷" }),
  ]);
  await db.$executeRaw`UPDATE product SET updated_at = '2020-01-01'`;
  await manyProducts(db, store.id, "Shade of a lamp ", NEWEST_READ / 2, "2026-01-01");
  await manyProducts(db, store.id, "یک کیف 7 ", NEWEST_READ / 2, "2026-01-01");
  for (const caller of [owner, admin]) {
    const titles = async (q: string) => (await findJumps({ db }, caller, jumpQuery.parse({ q }))).products.map(({ title }) => title);
    expect((await titles("lamp")).slice(0, 3)).toEqual(["Lamp", "LAMP of brass", expect.stringMatching(/^Shade of a lamp \d$/)]);
    expect((await titles("lamp o"))[0]).toBe("LAMP of brass");
    for (const q of ["کیف ۷", "كيف 7", "کیف"]) expect((await titles(q))[0], q).toBe("كيف ۷");
  }
  await db.$executeRaw`UPDATE product SET is_active = FALSE WHERE title = 'Lamp'`;
  expect((await findJumps({ db }, owner, jumpQuery.parse({ q: "lamp" }))).products[0]?.title).toBe("Lamp");
});

dbTest("the newest products of every store are looked at, not those of one store only", async ({ db }) => {
  const owner = await aUser(db);
  for (const name of ["older", "newer"]) {
    const store = await aStore(db, owner, { name });
    await saveProducts(db, store.id, [aDraft({ title: "first" })]);
    await manyProducts(db, store.id, `One good ${name} lamp `, NEWEST_READ + 1, "2020-01-01");
    await saveProducts(db, store.id, [aDraft({ title: `My ${name} lamp` })]);
  }
  const { products } = await findJumps({ db }, owner, jumpQuery.parse({ q: "lamp" }));
  expect(products.slice(0, 2).map(({ title }) => title)).toEqual(expect.arrayContaining(["My older lamp", "My newer lamp"]));
});

dbTest("titles are looked up by their beginning in an index, in its order", async ({ db }) => {
  const owner = await aUser(db);
  const store = await aStore(db, owner);
  await saveProducts(db, store.id, [aDraft({ title: "Lamp" })]);
  await manyProducts(db, store.id, "Lamp ", 3_000, "2026-01-01");
  await db.$executeRaw`ANALYZE product`;
  let asked = Prisma.empty;
  const seen = new Proxy(db, {
    get: (target, name: keyof DbClient) => {
      if (name !== "$queryRaw") return target[name];
      return (texts: TemplateStringsArray, ...values: unknown[]) => {
        const query = Prisma.sql(texts, ...values);
        if (query.sql.includes("AS begun")) asked = query;
        return target.$queryRaw(texts, ...values);
      };
    },
  });
  await findJumps({ db: seen }, owner, jumpQuery.parse({ q: "lamp" }));
  const plan = JSON.stringify(await db.$queryRaw`EXPLAIN ${asked}`);
  expect(plan).toContain("Index Scan using product_by_title_begin");
  expect(plan, "the index has them in order").not.toMatch(/Sort.*product_by_title_begin.*Sort Key.*Index Scan/);
});
