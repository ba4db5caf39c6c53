import { expect } from "vitest";
import { aStore, aUser } from "@/lib/testing/builders";
import { dbTest } from "@/lib/testing/db-test";
import { aDraft, saveProducts } from "@/lib/testing/products";
import { hideProduct, listHidden } from "./hide-product";
import { showProduct } from "./show-product";
import { productDetail } from "./wire";

dbTest("a product hidden by hand stays so whatever the shop says of it, and is told as such", async ({ db }) => {
  const owner = await aUser(db);
  const store = await aStore(db, owner);
  const draft = aDraft({ title: "کفش" });
  const [id = ""] = await saveProducts(db, store.id, [draft]);
  await hideProduct({ db }, owner, id, true);
  await hideProduct({ db }, owner, id, true);
  await saveProducts(db, store.id, [{ ...draft, title: "کفش تازه", price: "2000" }]);
  expect(await showProduct({ db }, owner, id)).toMatchObject({ title: "کفش تازه", isPublishable: true, hiddenBy: "hand" });
  const told = async () => productDetail.parse({ ...(await showProduct({ db }, owner, id)), tldr: null, textWarnings: [] });
  expect(await told()).toMatchObject({ hidden_from_ai_by: "hand", knowledge: { status: "none", chunks: 0 }, chunks: [] });
  expect(await listHidden({ db }, owner, store.id, 10)).toMatchObject({ count: { count: 1 }, rows: [{ id, title: "کفش تازه" }] });
  await hideProduct({ db }, owner, id, false);
  expect(await showProduct({ db }, owner, id)).toMatchObject({ hiddenBy: null });
  expect(await listHidden({ db }, owner, store.id, 10)).toMatchObject({ count: { count: 0 }, rows: [] });
  const entries = await db.auditEntry.findMany({ where: { storeId: store.id }, select: { action: true }, orderBy: { id: "asc" } });
  expect(
    entries.map(({ action }) => action),
    "what changed nothing is no act",
  ).toEqual(["store.hide_product", "store.show_product"]);
});

dbTest("nobody hides a product of another's store, nor reads which are hidden", async ({ db }) => {
  const [owner, other] = [await aUser(db), await aUser(db)];
  const store = await aStore(db, owner);
  const [id = ""] = await saveProducts(db, store.id, [aDraft()]);
  for (const one of [id, "x"]) await expect(hideProduct({ db }, other, one, true)).rejects.toMatchObject({ code: "product_not_found" });
  await expect(listHidden({ db }, other, store.id, 10)).rejects.toMatchObject({ code: "store_not_found" });
  expect(await db.product.findUniqueOrThrow({ where: { id }, select: { isHidden: true } })).toEqual({ isHidden: false });
});
