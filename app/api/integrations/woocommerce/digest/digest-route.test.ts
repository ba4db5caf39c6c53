import { Webhook } from "standardwebhooks";
import { expect } from "vitest";
import { endpoints } from "@/lib/http/endpoints";
import { aToken, aUser, anAccessKey } from "@/lib/testing/builders";
import { call, jsonOf } from "@/lib/testing/call-endpoint";
import { dbTest } from "@/lib/testing/db-test";
import { aDraft, saveProducts } from "@/lib/testing/products";
import { runtimeOn } from "@/lib/testing/test-runtime";

const digest = endpoints.deliverDigest;
const empty = { products: [], page: 1, pages: 1 };
const noon = "2026-01-01T12:00:00Z";

dbTest("a shop's digest is answered in its own numbers, and the figures stand in the store's drift", async ({ db, database }) => {
  const runtime = runtimeOn(database);
  const owner = await aUser(db);
  const { bearer, store } = await aToken(db, owner);
  const { bearer: key } = await anAccessKey(db, owner, { scopes: ["catalog:read"] });
  const drift = () => jsonOf(call(endpoints.storeDrift, { headers: key, params: { id: store.id } }));
  const nothing = { verified: 0, total: 0, missing: 0, extra: 0, different: 0, checked_at: null, alert: false, threshold_percent: 1 };
  expect(await drift()).toEqual(nothing);
  const known = (id: number) => aDraft({ externalId: `woo_${id}`, sourceUpdatedAt: new Date(noon) });
  await saveProducts(db, store.id, [known(414), known(415), known(500)]);
  const products = [
    { id: 414, modified: noon, hash: "ab12" },
    { id: "415", modified: null },
    { id: 416, modified: noon, hash: null },
  ];
  const answer = await call(digest, { headers: bearer, body: { products, page: 1, pages: 1 } });
  expect([answer.status, await answer.json()]).toEqual([
    200,
    {
      ...{ send: [415, 416], gone: [500], complete: true, waiting_for_confirmation: false },
      ...{ total: 3, verified: 1, missing: 1, different: 1, extra: 1 },
    },
  ]);
  expect(await drift()).toEqual({
    ...nothing,
    total: 3,
    verified: 1,
    missing: 1,
    different: 1,
    extra: 1,
    checked_at: expect.any(String) as string,
  });
  expect(runtime.nudged, "the deletion is on its way").toContain(store.id);
  await saveProducts(
    db,
    store.id,
    Array.from({ length: 60 }, (_, index) => known(1_000 + index)),
  );
  expect(await jsonOf(call(digest, { headers: bearer, body: empty }))).toMatchObject({ waiting_for_confirmation: true, extra: 62 });
  expect(await drift()).toMatchObject({ waiting: 62, extra: 62 });
});

dbTest("the digest has the webhook's door: token, kind, address, signature, size, form and rate", async ({ db, database }) => {
  runtimeOn(database);
  const owner = await aUser(db);
  const [good, custom, elsewhere, signed, slow] = [
    await aToken(db, owner),
    await aToken(db, owner, { integrationType: "custom" }),
    await aToken(db, owner, { allowedIps: ["192.0.2.0/24"] }),
    await aToken(db, owner, { requireSignature: true }),
    await aToken(db, owner, { ratePerMinute: 1, rateBurst: 0 }),
  ];
  const at = new Date();
  const text = JSON.stringify(empty);
  const signature = {
    "webhook-id": "digest_1",
    "webhook-timestamp": String(Math.floor(at.getTime() / 1000)),
    "webhook-signature": new Webhook(signed.signingSecret).sign("digest_1", at, text),
  };
  const status = async (options: Parameters<typeof call>[1]) => (await call(digest, options)).status;
  expect(await status({ body: empty })).toBe(401);
  expect(await status({ body: empty, headers: { "x-integration-token": good.secret } })).toBe(200);
  expect(await status({ body: empty, headers: custom.bearer })).toBe(403);
  expect(await status({ body: empty, headers: elsewhere.bearer })).toBe(403);
  expect(await status({ body: empty, headers: signed.bearer })).toBe(403);
  expect(await status({ body: text, headers: { ...signed.bearer, ...signature } })).toBe(200);
  expect(await status({ body: "{", headers: good.bearer })).toBe(400);
  expect(await status({ body: text, headers: { ...good.bearer, "content-type": "text/plain" } })).toBe(415);
  expect(await status({ body: `${" ".repeat(1 << 20)}${text}`, headers: good.bearer })).toBe(413);
  const wrong = await call(digest, { body: { ...empty, page: 2 }, headers: good.bearer });
  expect([wrong.status, await wrong.json()]).toMatchObject([
    400,
    { error: "Invalid request body", fields: { page: "must be one of `pages`" } },
  ]);
  expect([await status({ body: empty, headers: slow.bearer }), await status({ body: empty, headers: slow.bearer })]).toEqual([200, 429]);
});
