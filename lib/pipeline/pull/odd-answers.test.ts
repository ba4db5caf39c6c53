import { expect } from "vitest";
import { makeProducts } from "@/fakes/woocommerce/make-products";
import type { DbClient } from "@/lib/core/db";
import type { Pull } from "@/lib/testing/a-pull";
import { pullTest } from "@/lib/testing/pull-test";

const countActive = (db: DbClient) => db.product.count({ where: { isActive: true } });

pullTest(
  "a shop whose count is dropped on the way is listed to its end and saved; nothing is concluded from what it leaves out",
  { products: makeProducts(130, { variableShare: 0 }) },
  async (pull, db) => {
    pull.shop.faults.next({ kind: "no-total", times: Infinity });
    const untold = { status: "partial", problem: "count_untold", total: null, failed: 0, deactivated: 0 };
    expect(await pull.sync("full")).toMatchObject({ ...untold, done: 130, created: 130 });
    pull.shop.actions.deleteForever(pull.shop.catalogue.ids()[3] ?? 0);
    for (const mode of ["full", "reconcile"] as const)
      expect(await pull.sync(mode)).toMatchObject({ ...untold, done: 129, unchanged: 129 });
    expect([await countActive(db), await db.digestRun.count()]).toEqual([130, 0]);
    pull.shop.faults.clear();
    expect(await pull.sync("reconcile")).toMatchObject({ status: "completed", problem: null, total: 129, deactivated: 1 });
  },
);

/** Its list of products, each changed in this way. */
const changeEach = ({ shop }: Pull, change: (product: Record<string, unknown>) => unknown): void =>
  shop.faults.next({
    kind: "mangled",
    path: /products\?.*variations/,
    times: Infinity,
    mangle: (body) => JSON.stringify((JSON.parse(body) as Record<string, unknown>[]).map(change)),
  });
const variable = { products: makeProducts(4, { variableShare: 1 }) };

pullTest("numbers of variations that are text, or a list with gaps, are numbers", variable, async (pull, db) => {
  const shapes = [
    (ids: unknown[]) => ids.map(String),
    (ids: unknown[]) => Object.fromEntries(ids.map((id, index) => [String(index * 2), id])),
  ];
  await pull.sync("full");
  const before = await db.variant.count();
  expect(before).toBeGreaterThan(4);
  for (const shape of shapes) {
    changeEach(pull, (product) => ({ ...product, variations: shape(product.variations as unknown[]) }));
    expect(await pull.sync("full", { isForced: true })).toMatchObject({ status: "completed", unchanged: 4 });
    expect(await pull.sync("reconcile")).toMatchObject({ status: "completed", unchanged: 4 });
    expect(await db.variant.count()).toBe(before);
    pull.shop.faults.clear();
  }
});

pullTest("a product whose variations cannot be read is a problem and stays as it was", variable, async (pull, db) => {
  await pull.sync("full");
  const before = await db.variant.count();
  const odd = pull.shop.catalogue.ids()[1] ?? 0;
  changeEach(pull, (product) => (product.id === odd ? { ...product, variations: [{ id: 5 }] } : product));
  for (const mode of ["full", "reconcile"] as const) {
    expect(await pull.sync(mode)).toMatchObject({ status: "partial", unchanged: 3, failed: 1 });
    expect(
      await db.syncProblem.findFirst({ orderBy: { job: { createdAt: "desc" } }, select: { externalId: true, message: true } }),
    ).toEqual({
      externalId: `woo_${odd}`,
      message: "variations must be a list of whole numbers",
    });
  }
  expect(await db.variant.count()).toBe(before);
});
