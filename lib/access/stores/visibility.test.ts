import fc from "fast-check";
import { expect, test } from "vitest";
import { aStore, aToken, aUser, anAdmin } from "@/lib/testing/builders";
import { dbTest } from "@/lib/testing/db-test";
import { aDraft, saveProducts } from "@/lib/testing/products";
import { runtimeOn } from "@/lib/testing/test-runtime";
import { generateToken } from "../tokens/generate-token";
import { generateTokenBody } from "../tokens/wire";
import { previewVisibility } from "./preview-visibility";
import { updateStore } from "./stores";
import { hiddenBy, hiddenBySql, hiddenSql, visibilityBody, visibilitySelect } from "./visibility";
import { updateStoreBody } from "./wire";

const names = fc.subarray(["کفش", "عمده", "حراج", "kids"]);
const product = fc.record({
  isHidden: fc.boolean(),
  inStock: fc.boolean(),
  price: fc.constantFrom(null, "0", "1000"),
  categories: names,
  tags: names,
});
const rules = fc.record({ hideOutOfStock: fc.boolean(), hideUnpriced: fc.boolean(), hiddenCategories: names, hiddenTags: names });
const noRules = { hideOutOfStock: false, hideUnpriced: false, hiddenCategories: [], hiddenTags: [] };

test("without a rule only what was hidden by hand is hidden; a further rule never shows anything", () => {
  fc.assert(
    fc.property(product, rules, rules, (one, some, more) => {
      expect(hiddenBy(one, noRules)).toBe(one.isHidden ? "hand" : null);
      const both = {
        hideOutOfStock: some.hideOutOfStock || more.hideOutOfStock,
        hideUnpriced: some.hideUnpriced || more.hideUnpriced,
        hiddenCategories: [...some.hiddenCategories, ...more.hiddenCategories],
        hiddenTags: [...some.hiddenTags, ...more.hiddenTags],
      };
      expect(hiddenBy(one, both) !== null).toBe(hiddenBy(one, some) !== null || hiddenBy(one, more) !== null);
    }),
  );
});

dbTest("the database hides exactly what the rule says, for the same reason", async ({ db }) => {
  const store = await aStore(db, await aUser(db));
  const products = fc.sample(product, { numRuns: 40, seed: 414 });
  const ids = await saveProducts(
    db,
    store.id,
    products.map(({ isHidden: _, ...one }) => aDraft(one)),
  );
  await db.product.updateMany({ where: { id: { in: ids.filter((_, at) => products[at]?.isHidden) } }, data: { isHidden: true } });
  for (const some of fc.sample(rules, { numRuns: 25, seed: 7 })) {
    await db.store.update({ where: { id: store.id }, data: some, select: { id: true } });
    const rows = await db.$queryRaw<{ id: string; hidden: boolean; reason: string | null }[]>`
      SELECT p.id::text, ${hiddenSql} AS hidden, ${hiddenBySql} AS reason FROM product p JOIN store s ON s.id = p.store_id WHERE s.id = ${store.id}::uuid`;
    const said = new Map(rows.map((row) => [row.id, row]));
    for (const [at, one] of products.entries())
      expect({ ...said.get(ids[at] ?? ""), rules: some, one }).toMatchObject({
        hidden: hiddenBy(one, some) !== null,
        reason: hiddenBy(one, some),
      });
  }
});

dbTest("a preview tells what saving would change, by name, and saves nothing", async ({ db }) => {
  const [owner, other] = [await aUser(db), await aUser(db)];
  const store = await aStore(db, owner);
  await saveProducts(db, store.id, [
    aDraft({ title: "در انبار نیست", inStock: false }),
    aDraft({ title: "عمده", categories: ["عمده"] }),
    aDraft({ title: "پیش‌نویس", status: "draft", inStock: false }),
    aDraft({ title: "آشکار" }),
  ]);
  await db.store.update({ where: { id: store.id }, data: { hiddenCategories: ["عمده"] }, select: { id: true } });
  const asked = visibilityBody.parse({ hide_out_of_stock: true, hidden_categories: [] });
  expect(await previewVisibility({ db }, owner, store.id, asked)).toEqual({
    visible: 2,
    disappearing: 1,
    appearing: 1,
    disappearingTitles: ["در انبار نیست"],
    appearingTitles: ["عمده"],
    isPartial: false,
  });
  expect(await previewVisibility({ db }, owner, store.id, visibilityBody.parse({})), "what is not named stays").toMatchObject({
    disappearing: 0,
    appearing: 0,
  });
  expect(await db.store.findUniqueOrThrow({ where: { id: store.id }, select: visibilitySelect })).toMatchObject({
    hideOutOfStock: false,
    hiddenCategories: ["عمده"],
  });
  for (const id of [store.id, "x"])
    await expect(previewVisibility({ db }, other, id, asked)).rejects.toMatchObject({ code: "store_not_found" });
});

dbTest("a change of rules is on record with what was and what became of it", async ({ db, database }) => {
  const deps = runtimeOn(database);
  const owner = await aUser(db);
  const store = await aStore(db, owner);
  const body = updateStoreBody.parse({ ai_visibility: { hide_unpriced: true, hidden_tags: ["عمده", "عمده"] } });
  expect(await updateStore(deps, owner, store.id, body)).toMatchObject({ hideUnpriced: true, hideOutOfStock: false, hiddenTags: ["عمده"] });
  const entry = await db.auditEntry.findFirst({ where: { targetId: store.id }, select: { action: true, details: true } });
  expect(entry).toEqual({
    action: "store.update",
    details: {
      before: { name: "A shop", isActive: true, hideUnpriced: false, hiddenTags: [] },
      after: { name: "A shop", isActive: true, hideUnpriced: true, hiddenTags: ["عمده"] },
    },
  });
  const many = Array.from({ length: 101 }, (_, at) => `c${at}`);
  expect(updateStoreBody.safeParse({ ai_visibility: { hidden_categories: many } }).success).toBe(false);
  await expect(updateStore(deps, await aUser(db), store.id, body)).rejects.toMatchObject({ code: "store_not_found" });
});

dbTest("new tokens begin as their store says, and only an administrator says it; those that are there stay", async ({ db, database }) => {
  const deps = runtimeOn(database);
  const [admin, owner] = [await anAdmin(db), await aUser(db)];
  const store = await aStore(db, owner);
  const old = await aToken(db, owner, { store });
  const body = updateStoreBody.parse({ token_defaults: { rate_per_minute: 30, rate_burst: 0, allowed_ips: ["203.0.113.0/24"] } });
  await expect(updateStore(deps, owner, store.id, body)).rejects.toMatchObject({ code: "forbidden" });
  await updateStore(deps, admin, store.id, body);
  const make = async (given: object) => {
    const { id } = await generateToken(
      deps,
      admin,
      generateTokenBody.parse({ integration_type: "woocommerce", name: "New", store_id: store.id, ...given }),
    );
    return id;
  };
  const settings = { ratePerMinute: true, rateBurst: true, allowedIps: true } as const;
  const read = (id: string) => db.integrationToken.findUniqueOrThrow({ where: { id }, select: settings });
  expect(await read(await make({}))).toEqual({ ratePerMinute: 30, rateBurst: 0, allowedIps: ["203.0.113.0/24"] });
  expect(await read(await make({ allowed_ips: [] })), "said to be open to all").toMatchObject({ allowedIps: [] });
  expect(await read(old.id)).toEqual({ ratePerMinute: 600, rateBurst: 200, allowedIps: [] });
  for (const wrong of [{ rate_per_minute: 0 }, { rate_burst: -1 }, { rate_per_minute: 1_000_001 }, { allowed_ips: ["10.0.0"] }])
    expect(updateStoreBody.safeParse({ token_defaults: wrong }).success, JSON.stringify(wrong)).toBe(false);
});
