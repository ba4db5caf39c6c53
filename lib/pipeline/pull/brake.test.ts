import { expect } from "vitest";
import { makeProducts } from "@/fakes/woocommerce/make-products";
import { aPull } from "@/lib/testing/a-pull";
import { dbTest } from "@/lib/testing/db-test";

dbTest("a small shop that lists nothing for once loses nothing here, and is whole at the next look", async ({ db }) => {
  const pull = await aPull(db, { products: makeProducts(8, { variableShare: 0 }) });
  try {
    await pull.sync("full");
    for (const mode of ["reconcile", "full"] as const) {
      pull.shop.faults.next({ kind: "empty-list", path: "/products", times: Infinity });
      expect(await pull.sync(mode)).toMatchObject({ status: "completed", total: 0, deactivated: 0 });
      expect(await db.digestRun.findFirst({ orderBy: { startedAt: "desc" }, select: { state: true, extra: true } })).toEqual({
        state: "waiting",
        extra: 8,
      });
      expect(await db.product.count({ where: { isActive: true } })).toBe(8);
      pull.shop.faults.clear();
      expect(await pull.sync(mode)).toMatchObject({ status: "completed", total: 8, unchanged: 8 });
      expect(await db.digestRun.count({ where: { state: "waiting" } })).toBe(0);
    }
  } finally {
    await pull.stop();
  }
});
