import { expect } from "vitest";
import type { DbClient } from "@/lib/core/db";
import { aHub } from "@/lib/testing/a-hub";
import { anOwnedStore } from "@/lib/testing/an-owned-store";
import { dbTest } from "@/lib/testing/db-test";

const at = (hour: number) => new Date(Date.UTC(2026, 0, 1, hour)).toISOString();

async function aProduct(db: DbClient) {
  const hub = await aHub(db);
  const { id: storeId } = await anOwnedStore(db);
  let events = 0;
  return {
    /** Events that wait together, then are processed. */
    async take(...given: { hash?: unknown; hour?: number; type?: "product.deleted"; name?: string }[]) {
      for (const { hash, hour, type, name = "A product" } of given)
        await hub.deliver(storeId, {
          event_id: `event ${++events}`,
          ...(type && { event_type: type }),
          ...(hour !== undefined && { occurred_at: at(hour) }),
          product: type ? { id: 1 } : { id: 1, name, ...(hash !== undefined && { hash }) },
        });
      await hub.process(storeId);
    },
    hash: async () => (await db.productVersion.findFirst({ select: { sourceHash: true } }))?.sourceHash,
    updatedAt: async () => (await db.product.findFirst({ select: { updatedAt: true } }))?.updatedAt,
  };
}

dbTest("the hash of the event that won is kept, that of a stale or superseded one never", async ({ db }) => {
  const { take, hash } = await aProduct(db);
  await take({ hash: "aa", hour: 5 });
  expect(await hash()).toBe("aa");
  await take({ hash: "bb", hour: 4 });
  expect(await hash(), "stale").toBe("aa");
  await take({ hash: "cc", hour: 7 }, { hash: "dd", hour: 6 });
  expect(await hash(), "superseded").toBe("cc");
  await take({ hash: "ee" }, { hash: "ff", hour: 8 });
  expect(await hash(), "a barrier and what came after it").toBe("ff");
});

dbTest("an unchanged product keeps the newer hash, one without a hash and a deletion take it away", async ({ db }) => {
  const { take, hash, updatedAt } = await aProduct(db);
  await take({ hash: "aa", hour: 5 });
  const before = await updatedAt();
  await take({ hash: "bb", hour: 6 });
  expect([await hash(), await updatedAt()]).toEqual(["bb", before]);
  await take({ hour: 7 });
  expect(await hash()).toBeNull();
  await take({ hash: "cc", hour: 8 }, { type: "product.deleted", hour: 9 });
  expect(await hash()).toBeNull();
  await take({ hash: "dd", hour: 10 });
  await take({ type: "product.deleted", hour: 3 });
  expect(await hash(), "a stale deletion").toBe("dd");
});

dbTest.for([["A1"], ["a".repeat(65)], [""], [17], [null], [{ hash: "aa" }], ["g0"], [["aa"]]])(
  "what is no hash (%j) counts as absent and costs no event",
  async ([bad], { db }) => {
    const { take, hash } = await aProduct(db);
    await take({ hash: "aa", hour: 5 });
    await take({ hash: bad, hour: 6 });
    expect(await hash()).toBeNull();
    await take({ hash: "0123456789abcdef".repeat(4), hour: 7 });
    expect(await hash()).toHaveLength(64);
  },
);
