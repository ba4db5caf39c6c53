import { expect } from "vitest";
import { aStore, aUser } from "@/lib/testing/builders";
import { dbTest } from "@/lib/testing/db-test";
import { runtimeOn } from "@/lib/testing/test-runtime";
import { queueJob } from "../jobs/queue-job";
import { saveConnection, type NewConnection } from "./save-connection";

const given = (address: string): NewConnection => ({
  kind: "woocommerce",
  address,
  auth: "basic",
  credentials: { consumerKey: "ck_secret", consumerSecret: "cs_secret" },
  learned: {},
});

dbTest("another address of a shop is on record with the one before, keys are not", async ({ db, database }) => {
  const deps = runtimeOn(database);
  const owner = await aUser(db);
  const store = await aStore(db, owner);
  for (const address of ["https://one.example", "https://one.example", "https://two.example"])
    await saveConnection(deps, owner, store.id, given(address));
  const entries = await db.auditEntry.findMany({ select: { storeId: true, details: true }, orderBy: { id: "asc" } });
  const [one, two] = ["one", "two"].map((name) => ({ kind: "woocommerce", address: `https://${name}.example` }));
  expect(entries).toEqual([
    { storeId: store.id, details: one },
    { storeId: store.id, details: one },
    { storeId: store.id, details: { ...two, before: one, after: two } },
  ]);
});

dbTest("what waits for one shop does not wait for another; for the same it goes on waiting", async ({ db, database }) => {
  const deps = runtimeOn(database);
  const owner = await aUser(db);
  const { id: storeId } = await aStore(db, owner);
  await saveConnection(deps, owner, storeId, given("https://one.example"));
  const waiting = await queueJob(db, storeId, "woocommerce", { mode: "full", trigger: "schedule" });
  const jobs = () => db.syncJob.findMany({ select: { id: true, kind: true, status: true }, orderBy: { createdAt: "asc" } });
  await saveConnection(deps, owner, storeId, given("https://one.example"));
  expect(await jobs()).toEqual([{ id: waiting, kind: "woocommerce", status: "queued" }]);

  const shopify = { accessToken: "shpat_secret", appSecret: null };
  const address = "https://one.myshopify.com";
  await saveConnection(deps, owner, storeId, { kind: "shopify", address, auth: "token", credentials: shopify, learned: {} });
  const first = await queueJob(db, storeId, "shopify", { mode: "full", trigger: "connect" });
  expect(await jobs()).toEqual([
    { id: waiting, kind: "woocommerce", status: "cancelled" },
    { id: first, kind: "shopify", status: "queued" },
  ]);
});
