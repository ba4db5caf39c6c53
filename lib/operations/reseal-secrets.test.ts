import { expect } from "vitest";
import { createEncryption } from "@/lib/core/encryption";
import { openConnection } from "@/lib/sync/connections/open-connection";
import { aConnection } from "@/lib/testing/a-connection";
import { aStore, aToken, aUser, testEncryption } from "@/lib/testing/builders";
import { dbTest } from "@/lib/testing/db-test";
import { intercept } from "@/lib/testing/intercept-db";
import { runtimeOn } from "@/lib/testing/test-runtime";
import type { DbClient } from "@/lib/core/db";
import { listMissingKeys, resealSecrets, sealedColumns, warnOfMissingKeys } from "./reseal-secrets";
import { runCommand } from "./run-command";

const keyOf = (id: string, byte: number) => `${id}:${Buffer.alloc(32, byte).toString("base64")}`;
/** The tests' own key, under which everything was sealed, and the one that follows it. */
const [old, next] = [keyOf("k1", 1), keyOf("k2", 2)];

/** A store with something in every sealed column there is. */
async function aSealedStore(db: DbClient) {
  const owner = await aUser(db);
  const store = await aStore(db, owner);
  const token = await aToken(db, owner, { store });
  await aConnection(db, store.id, { consumerSecret: "cs_kept" });
  const seal = (plain: string) => testEncryption.encrypt(plain);
  await db.integrationToken.update({ where: { id: token.id }, data: { previousSigningSecret: seal("whsec_before") } });
  await db.connection.update({ where: { storeId: store.id }, data: { webhookSecret: seal("hook secret") } });
  await db.shopAuthorization.create({
    data: {
      stateHash: token.id,
      storeId: store.id,
      userId: owner.userId,
      kind: "woocommerce",
      address: "https://shop.example",
      credentials: seal("{}"),
      expiresAt: new Date("2030-01-01"),
    },
  });
  return { storeId: store.id, tokenId: token.id, signingSecret: token.signingSecret };
}

/** Every text anywhere in the database that begins as something sealed with this key does. */
async function sealedWith(db: DbClient, keyId: string): Promise<string[]> {
  const columns = await db.$queryRaw<{ place: string; found: number }[]>`
    SELECT table_name || '.' || column_name AS place,
      (xpath('/row/n/text()', query_to_xml(format('SELECT count(*) AS n FROM %I WHERE %I ~ %L', table_name, column_name, '^' || ${keyId}::text || ':[A-Za-z0-9+/=]{40,}$'), false, true, '')))[1]::text::int AS found
    FROM information_schema.columns WHERE table_schema = 'public' AND data_type = 'text'`;
  return columns.filter(({ found }) => found > 0).map(({ place }) => place);
}

dbTest("whatever an older key sealed is sealed with the newest, and opens as before", async ({ db, database }) => {
  const { storeId, tokenId, signingSecret } = await aSealedStore(db);
  const places = sealedColumns.map(({ table, column }) => `${table}.${column}`).sort();
  expect((await sealedWith(db, "k1")).sort(), "every column is in the list").toEqual(places);

  const deps = runtimeOn(database, { ENCRYPTION_KEYS: `${next},${old}` });
  expect(await runCommand(deps, ["reseal"])).toEqual({
    code: 0,
    output: "5 secrets sealed anew with key k2.\nNo secret needs k1 any more: take it out of ENCRYPTION_KEYS and restart.",
    problem: "",
  });
  expect([await sealedWith(db, "k1"), (await sealedWith(db, "k2")).sort()]).toEqual([[], places]);

  const alone = { db, encryption: createEncryption([next]) };
  expect(await openConnection(alone, storeId)).toMatchObject({
    credentials: { consumerKey: "ck_test", consumerSecret: "cs_kept" },
    webhookSecret: "hook secret",
  });
  const token = await db.integrationToken.findUniqueOrThrow({
    where: { id: tokenId },
    select: { signingSecret: true, previousSigningSecret: true },
  });
  expect(alone.encryption.decrypt(token.signingSecret)).toBe(signingSecret);
  expect(alone.encryption.decrypt(token.previousSigningSecret ?? "")).toBe("whsec_before");
  expect(await resealSecrets(alone, 100)).toEqual({ resealed: 0, unreadable: [], hasMore: false });
});

dbTest("what does not open is named and stays; the others are sealed anew", async ({ db, database }) => {
  const owner = await aUser(db);
  const [good, damaged, lost] = [await aToken(db, owner), await aToken(db, owner), await aToken(db, owner)];
  const sealed = { damaged: `k1:${"A".repeat(60)}`, lost: createEncryption([keyOf("k0", 9)]).encrypt("whsec_lost") };
  await db.integrationToken.update({ where: { id: damaged.id }, data: { signingSecret: sealed.damaged } });
  await db.integrationToken.update({ where: { id: lost.id }, data: { signingSecret: sealed.lost } });
  const deps = runtimeOn(database, { ENCRYPTION_KEYS: `${next},${old}` });

  const told = await runCommand(deps, ["reseal"]);
  expect(told).toMatchObject({ code: 1, output: "1 secrets sealed anew with key k2." });
  expect(told.problem.split("\n")).toEqual([
    `does not open, left as it is: integration_token.signing_secret ${damaged.id}`,
    "key k0 is not in ENCRYPTION_KEYS: 1 secrets cannot be opened",
  ]);
  const kept = await db.integrationToken.findMany({ select: { id: true, signingSecret: true } });
  const of = (id: string) => kept.find((token) => token.id === id)?.signingSecret;
  expect([of(damaged.id), of(lost.id)]).toEqual([sealed.damaged, sealed.lost]);
  expect(deps.encryption.isNewest(of(good.id) ?? "")).toBe(true);

  expect(await listMissingKeys(deps)).toEqual([{ keyId: "k0", secrets: 1 }]);
  await warnOfMissingKeys(deps);
  expect(deps.logged()).toContain('"keyId":"k0"');
  expect(deps.logged() + told.problem).not.toContain(sealed.lost.slice(3));
});

dbTest("a secret that changes meanwhile is its writer's", async ({ db, database }) => {
  const { id } = await aToken(db, await aUser(db));
  const { encryption } = runtimeOn(database, { ENCRYPTION_KEYS: `${next},${old}` });
  const renewed = testEncryption.encrypt("whsec_renewed");
  let isFirst = true;
  const line = intercept(db, {
    // Between the reading of the first column and its first swap somebody rotates the token.
    async before() {
      if (!isFirst) await db.integrationToken.update({ where: { id }, data: { signingSecret: renewed } });
      isFirst = false;
    },
  });
  expect((await resealSecrets({ db: line, encryption }, 100)).resealed).toBe(0);
  expect((await db.integrationToken.findUniqueOrThrow({ where: { id }, select: { signingSecret: true } })).signingSecret).toBe(renewed);
  expect((await resealSecrets({ db, encryption }, 100)).resealed, "the next time").toBe(1);
});

dbTest("many are sealed in bites, and what is left is said", async ({ db, database }) => {
  const { userId } = await aUser(db);
  const { id: storeId } = await aStore(db, { userId });
  const MANY = 450;
  await db.integrationToken.createMany({
    data: Array.from({ length: MANY }, (_, index) => ({
      ...{ storeId, userId, name: "t", integrationType: "woocommerce", preview: "", secretHash: `hash ${index}` },
      signingSecret: testEncryption.encrypt(`whsec_${index}`),
    })),
  });
  const { encryption } = runtimeOn(database, { ENCRYPTION_KEYS: `${next},${old}` });
  expect(await resealSecrets({ db, encryption }, 300)).toEqual({ resealed: 300, unreadable: [], hasMore: true });
  expect(await resealSecrets({ db, encryption }, 300)).toEqual({ resealed: 150, unreadable: [], hasMore: false });
});
