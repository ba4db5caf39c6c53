import { expect } from "vitest";
import type { DbClient } from "@/lib/core/db";
import { aConnection } from "@/lib/testing/a-connection";
import { anOwnedStore } from "@/lib/testing/an-owned-store";
import { dbTest } from "@/lib/testing/db-test";
import { claimJob } from "../jobs/claim-job";
import { queueJob } from "../jobs/queue-job";
import { markProducts, storesWithMarks } from "./marks";

async function aMarkedStore(db: DbClient): Promise<string> {
  const { id } = await anOwnedStore(db);
  await aConnection(db, id);
  await markProducts(db, id, ["woo_1", "woo_2"]);
  // The embedded database counts milliseconds: two stores could have been marked at the same time.
  await db.$executeRaw`UPDATE sync_mark SET marked_at = marked_at - interval '1 second'`;
  return id;
}

dbTest("stores are woken for their marks in turn, the longest waiting first", async ({ db }) => {
  const [first, second] = [await aMarkedStore(db), await aMarkedStore(db)];
  expect(await storesWithMarks(db, 10)).toEqual([first, second]);
  await markProducts(db, first, ["woo_1", "woo_2"]);
  expect(await storesWithMarks(db, 1)).toEqual([second]);
});

dbTest("a store that may not be asked, or is asked already, is not woken and keeps nobody else from their turn", async ({ db }) => {
  const [refused, resting, off, busy, unconnected, well] = [
    await aMarkedStore(db),
    await aMarkedStore(db),
    await aMarkedStore(db),
    await aMarkedStore(db),
    await aMarkedStore(db),
    await aMarkedStore(db),
  ];
  await db.connection.update({ where: { storeId: refused }, data: { state: "disconnected" }, select: { storeId: true } });
  await db.$executeRaw`UPDATE connection SET open_until = now() + interval '1 minute' WHERE store_id = ${resting}::uuid`;
  await db.store.update({ where: { id: off }, data: { isActive: false }, select: { id: true } });
  await queueJob(db, busy, "woocommerce", { mode: "full", trigger: "manual" });
  await claimJob(db, busy);
  await db.connection.delete({ where: { storeId: unconnected }, select: { storeId: true } });
  expect(await storesWithMarks(db, 1)).toEqual([well]);
  await db.$executeRaw`UPDATE connection SET open_until = now() - interval '1 second' WHERE open_until IS NOT NULL`;
  expect(await storesWithMarks(db, 10)).toEqual([resting, well]);
});

dbTest("of many marks one row a store is read", async ({ db }) => {
  const storeId = await aMarkedStore(db);
  await db.$executeRaw`INSERT INTO sync_mark (store_id, external_id, marked_at) SELECT ${storeId}::uuid, 'shopify_' || g, now() FROM generate_series(1, 20000) g`;
  expect(await storesWithMarks(db, 200)).toEqual([storeId]);
});
