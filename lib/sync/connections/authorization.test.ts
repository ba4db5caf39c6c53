import { expect } from "vitest";
import { AppError } from "@/lib/core/errors";
import { anOwnedStore } from "@/lib/testing/an-owned-store";
import { aStore, aUser, testEncryption } from "@/lib/testing/builders";
import { dbTest } from "@/lib/testing/db-test";
import { randomBytes } from "node:crypto";
import { AUTHORIZATION_MINUTES, beginAuthorization, keepArrivedKeys, readAuthorization, takeAuthorization } from "./authorization";

const keys = { consumerKey: "ck_1", consumerSecret: "cs_secret" };
const woo = { kind: "woocommerce", address: "https://shop.example" } as const;
const NOW = new Date("2026-11-21T10:00:00Z");
const depsAt = (db: Parameters<typeof beginAuthorization>[0]["db"], at: Date = NOW) => ({
  db,
  encryption: testEncryption,
  randomBytes,
  now: () => at,
});
const later = (minutes: number) => new Date(NOW.getTime() + minutes * 60_000);

dbTest("keys that the shop sends wait, sealed, for the person who asked, and are handed out once", async ({ db }) => {
  const user = await aUser(db);
  const store = await aStore(db, user);
  const { state } = await beginAuthorization(depsAt(db), user, store.id, woo);
  expect(await keepArrivedKeys(depsAt(db), state, keys)).toBe(true);
  // A second set would be somebody else's.
  expect(await keepArrivedKeys(depsAt(db), state, { consumerKey: "ck_2", consumerSecret: "cs_2" })).toBe(false);
  const row = await db.shopAuthorization.findFirstOrThrow();
  expect(JSON.stringify(row)).not.toMatch(new RegExp(`${state}|cs_secret`));

  const opened = { storeId: store.id, ...woo, credentials: keys };
  for (const look of [readAuthorization, readAuthorization, takeAuthorization]) expect(await look(depsAt(db), user, state)).toEqual(opened);
  for (const look of [readAuthorization, takeAuthorization]) await expect(look(depsAt(db), user, state)).rejects.toThrow(AppError);
});

dbTest("another person, another time or another state gets nothing", async ({ db }) => {
  const user = await aUser(db);
  const store = await aStore(db, user);
  const { state } = await beginAuthorization(depsAt(db), user, store.id, woo);
  const stranger = await aUser(db);
  for (const look of [readAuthorization, takeAuthorization])
    await expect(look(depsAt(db), stranger, state)).rejects.toMatchObject({ code: "authorization_invalid" });
  const over = depsAt(db, later(AUTHORIZATION_MINUTES));
  expect(await keepArrivedKeys(over, state, keys)).toBe(false);
  for (const look of [readAuthorization, takeAuthorization])
    await expect(look(over, user, state)).rejects.toMatchObject({ code: "authorization_invalid" });
  for (const wrong of ["", "x".repeat(43), `${state}\u0000`]) {
    expect(await keepArrivedKeys(depsAt(db), wrong, keys)).toBe(false);
    for (const look of [readAuthorization, takeAuthorization])
      await expect(look(depsAt(db), user, wrong)).rejects.toMatchObject({ code: "authorization_invalid" });
  }
  // Nothing of this has used it up.
  expect(await takeAuthorization(depsAt(db), user, state)).toMatchObject({ credentials: null });
});

dbTest("beginning again ends what was begun before; a stranger's store is not found", async ({ db }) => {
  const user = await aUser(db);
  const store = await aStore(db, user);
  const first = await beginAuthorization(depsAt(db), user, store.id, woo);
  const second = await beginAuthorization(depsAt(db), user, store.id, { kind: "shopify", address: "https://a.myshopify.com" });
  await expect(takeAuthorization(depsAt(db), user, first.state)).rejects.toMatchObject({ code: "authorization_invalid" });
  // Shopify sends no keys ahead.
  expect(await keepArrivedKeys(depsAt(db), second.state, keys)).toBe(false);
  expect(await takeAuthorization(depsAt(db), user, second.state)).toMatchObject({ kind: "shopify" });
  const { id: foreign } = await anOwnedStore(db);
  await expect(beginAuthorization(depsAt(db), user, foreign, woo)).rejects.toMatchObject({ code: "store_not_found" });
});
