import { expect } from "vitest";
import { aStore, aUser } from "@/lib/testing/builders";
import { dbTest } from "@/lib/testing/db-test";
import { runtimeOn } from "@/lib/testing/test-runtime";
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
