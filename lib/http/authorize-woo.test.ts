import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { text } from "node:stream/consumers";
import { expect } from "vitest";
import { makeProducts } from "@/fakes/woocommerce/make-products";
import { startWooShop, type WooShop } from "@/fakes/woocommerce/start-woo-shop";
import type { Caller } from "@/lib/access/caller";
import type { Database } from "@/lib/core/open-database";
import { finishAuthorization } from "@/lib/integrations/connections/authorize-store";
import { aStore, aUser, anAccessKey } from "@/lib/testing/builders";
import { call, jsonOf } from "@/lib/testing/call-endpoint";
import { dbTest } from "@/lib/testing/db-test";
import { runtimeOn, type TestRuntime } from "@/lib/testing/test-runtime";
import { endpoints } from "./endpoints";

type Ground = {
  shop: WooShop;
  runtime: TestRuntime;
  owner: Caller;
  store: { id: string };
  begin: (shopUrl?: string) => Promise<Response>;
};

/** A shop and a hub that can reach each other over HTTP, and an owner with a store. */
async function onGround(database: Database, act: (ground: Ground) => Promise<void>): Promise<void> {
  const shop = await startWooShop({ products: makeProducts(5), allowsPlainCallback: true });
  const hub = createServer((message, response) => {
    void text(message).then(async (body) => {
      const answer = await call(endpoints.receiveWooKeys, {
        body,
        headers: { "content-type": message.headers["content-type"] ?? "" },
        address: message.socket.remoteAddress ?? null,
      });
      response.writeHead(answer.status).end(await answer.text());
    });
  });
  await new Promise<void>((resolve) => hub.listen(0, "127.0.0.1", resolve));
  const PUBLIC_URL = `http://127.0.0.1:${(hub.address() as AddressInfo).port}`;
  const runtime = runtimeOn(database, { PUBLIC_URL, ALLOW_PRIVATE_SHOPS: "1" });
  const owner = await aUser(database.db);
  const store = await aStore(database.db, owner);
  const { bearer: headers } = await anAccessKey(database.db, owner);
  const begin = (shopUrl = `${shop.url}/?utm=1`) =>
    call(endpoints.authorizeStore, { params: { id: store.id }, headers, body: { kind: "woocommerce", shop_url: shopUrl } });
  try {
    await act({ shop, runtime, owner, store, begin });
  } finally {
    hub.closeAllConnections();
    hub.close();
    await shop.stop();
    await runtime.outgoing.close();
  }
}

/** The owner's browser in the shop: its page, and the button that is pressed. */
async function press(page: string, button: "approve" | "deny"): Promise<Response | URL> {
  const html = await (await fetch(page)).text();
  const link = new RegExp(`href="([^"]+)" class="[^"]*wc-auth-${button}`).exec(html)?.[1] ?? "";
  const href = link.replace(/&#(\d+);/g, (_, code: string) => String.fromCharCode(Number(code)));
  if (button === "deny") return new URL(href);
  const answer = await fetch(href, { redirect: "manual" });
  return answer.status === 302 ? new URL(answer.headers.get("location") ?? "") : answer;
}
const urlOf = async (begun: Response) => (await jsonOf<{ authorize_url: string }>(begun)).authorize_url;
const stateIn = (url: string | URL) => new URL(url).searchParams.get("user_id") ?? "";
const invalid = { code: "authorization_invalid" };

dbTest(
  "a yes in the shop connects the store: keys come sealed, ahead of their owner, and are looked at when they are back",
  async ({ db, database }) => {
    await onGround(database, async ({ shop, runtime, owner, store, begin }) => {
      const begun = await begin();
      expect(begun.status).toBe(200);
      const { authorize_url: page, expires_at: expiresAt } = await jsonOf<Record<"authorize_url" | "expires_at", string>>(begun);
      expect(page.startsWith(`${shop.url}/wc-auth/v1/authorize?app_name=Fiko+Sync&scope=read_write&`)).toBe(true);
      expect(Date.parse(expiresAt)).toBeGreaterThan(Date.now());
      const state = stateIn(page);

      const back = (await press(page, "approve")) as URL;
      expect(back.origin + back.pathname).toBe(`${runtime.env.PUBLIC_URL}/stores/${store.id}/connect/return`);
      expect(Object.fromEntries(back.searchParams)).toEqual({ success: "1", user_id: state });
      // Its only worker was busy with us: nothing was asked.
      expect(shop.requests.list.filter(({ path }) => path.startsWith("/wp-json"))).toEqual([]);
      const made = shop.keys.at(-1);
      const kept = JSON.stringify(await db.$queryRaw`SELECT a::text FROM shop_authorization a`);
      for (const secret of [state, made?.consumerKey ?? "-", made?.consumerSecret ?? "-"])
        expect(kept + runtime.logged()).not.toContain(secret);

      const { storeId, taskId } = await finishAuthorization(runtime, owner, state, "en");
      expect(storeId).toBe(store.id);
      expect(await db.connection.findFirstOrThrow({ select: { address: true, state: true } })).toEqual({
        address: shop.url,
        state: "connected",
      });
      expect(await db.syncJob.findFirstOrThrow({ select: { id: true, mode: true, trigger: true } })).toEqual({
        id: taskId,
        mode: "full",
        trigger: "connect",
      });
      expect(runtime.nudged).toEqual([store.id]);
      await expect(finishAuthorization(runtime, owner, state, "en")).rejects.toMatchObject(invalid);
      // The same yes once more: the shop takes its second key back.
      expect(((await press(page, "approve")) as Response).status).toBe(401);
      expect(shop.keys).toHaveLength(2);
    });
  },
);

dbTest("a no in the shop changes nothing, and does not end what was begun", async ({ db, database }) => {
  await onGround(database, async ({ shop, runtime, owner, begin }) => {
    const page = await urlOf(await begin());
    const back = (await press(page, "deny")) as URL;
    expect(back.searchParams.get("success")).toBe("0");
    await expect(finishAuthorization(runtime, owner, stateIn(page), "en")).rejects.toMatchObject(invalid);
    expect([await db.connection.count(), await db.syncJob.count(), shop.keys.length]).toEqual([0, 0, 1]);
    expect(await press(page, "approve")).toBeInstanceOf(URL);
  });
});

dbTest("keys under another state are refused, so that the shop revokes them; another person finishes nothing", async ({ db, database }) => {
  await onGround(database, async ({ shop, runtime, owner, begin }) => {
    const page = new URL(await urlOf(await begin()));
    const state = stateIn(page);
    page.searchParams.set("user_id", "x".repeat(43));
    expect(((await press(page.href, "approve")) as Response).status).toBe(401);
    expect(shop.keys).toHaveLength(1);
    // One that has been given up: begun again for another address.
    await begin("http://127.0.0.1:1");
    page.searchParams.set("user_id", state);
    expect(((await press(page.href, "approve")) as Response).status).toBe(401);

    const again = await urlOf(await begin());
    await press(again, "approve");
    await expect(finishAuthorization(runtime, await aUser(db), stateIn(again), "en")).rejects.toMatchObject(invalid);
    expect(await finishAuthorization(runtime, owner, stateIn(again), "en")).toMatchObject({ taskId: expect.any(String) as string });
  });
});

dbTest("what the doctor finds is told, and the same keys are tried again when it is mended", async ({ db, database }) => {
  await onGround(database, async ({ shop, runtime, owner, begin }) => {
    const page = await urlOf(await begin());
    await press(page, "approve");
    shop.faults.next({ kind: "firewall", times: Infinity });
    await expect(finishAuthorization(runtime, owner, stateIn(page), "en")).rejects.toMatchObject({
      code: "connection_failed",
      fields: { firewall_html: expect.stringContaining("wp-json") as string },
    });
    expect(await db.connection.count()).toBe(0);
    shop.faults.clear();
    expect(await finishAuthorization(runtime, owner, stateIn(page), "en")).toMatchObject({ taskId: expect.any(String) as string });
    expect([await db.connection.count(), await db.shopAuthorization.count(), shop.keys.length]).toEqual([1, 0, 2]);
  });
});

dbTest("two returns at once connect once and lead to the same job", async ({ db, database }) => {
  await onGround(database, async ({ runtime, owner, begin }) => {
    const page = await urlOf(await begin());
    await press(page, "approve");
    const [one, other] = await Promise.all([1, 2].map(() => finishAuthorization(runtime, owner, stateIn(page), "en")));
    expect(one).toEqual(other);
    expect([await db.connection.count(), await db.syncJob.count()]).toEqual([1, 1]);
  });
});

dbTest("without an https address of its own the hub does not begin, nor with what is no address of a shop", async ({ database }) => {
  await onGround(database, async ({ begin }) => {
    for (const [shopUrl, field] of [
      ["https://shop.example", "public_url"],
      ["shop.example", "shop_url"],
      ["javascript:alert(1)//https://shop.example", "shop_url"],
      ["https://user:word@shop.example", "shop_url"],
    ] as const) {
      const answer = await begin(shopUrl);
      const { error, fields } = await jsonOf<{ error: string; fields: object }>(answer);
      expect([answer.status, error, Object.keys(fields)]).toEqual([400, "Invalid request body", [field]]);
    }
  });
  const runtime = runtimeOn(database);
  const owner = await aUser(database.db);
  const store = await aStore(database.db, owner);
  const { bearer: headers } = await anAccessKey(database.db, owner);
  const body = { kind: "woocommerce", shop_url: "https://shop.example/shop/" };
  const page = new URL(await urlOf(await call(endpoints.authorizeStore, { params: { id: store.id }, headers, body })));
  expect(page.origin + page.pathname).toBe("https://shop.example/shop/wc-auth/v1/authorize");
  expect(page.searchParams.get("callback_url")).toBe(`${runtime.env.PUBLIC_URL}/api/woocommerce/authorized/`);
});

dbTest("the door for keys takes little, says nothing of why, and not without end", async ({ database }) => {
  const runtime = runtimeOn(database);
  const keys = { user_id: "x".repeat(43), consumer_key: "ck_stranger", consumer_secret: "cs_stranger", key_id: 1 };
  const give = (body: unknown, address = "203.0.113.9") => call(endpoints.receiveWooKeys, { body, address });
  expect((await give({ ...keys, consumer_secret: "s".repeat(5_000) })).status).toBe(413);
  expect((await give({ ...keys, user_id: undefined })).status).toBe(400);
  expect(await jsonOf(give(keys))).toMatchObject({ error: "Invalid authorization" });
  const answers = await Promise.all(Array.from({ length: 70 }, () => give(keys)));
  expect(answers.at(-1)?.status).toBe(429);
  expect((await give(keys, "198.51.100.77")).status, "another address").toBe(400);
  expect(runtime.logged()).not.toContain("cs_stranger");
});
