import { createServer, type IncomingMessage } from "node:http";
import type { AddressInfo } from "node:net";
import { afterAll, expect, vi } from "vitest";
import { readFunctionList } from "@/inngest/embedded/call";
import { refuseUnsupported } from "@/inngest/embedded/refuse-unsupported";
import { startStubServer } from "@/inngest/testing/stub-server";
import { aDelivery } from "@/lib/testing/a-delivery";
import { anOwnedStore } from "@/lib/testing/an-owned-store";
import { countingEmbedder, embeddersOf } from "@/lib/testing/counting-embedder";
import { dbTest } from "@/lib/testing/db-test";
import { runtimeOn } from "@/lib/testing/test-runtime";

/**
 * Server mode as it is deployed: the product's own functions behind its own door, called over HTTP by a server that
 * signs and checks. The client reads its settings when it is imported, so they are made first and the modules are anew,
 * here and for whoever comes after.
 */
const keys = { signingKey: `signkey-test-${"ab".repeat(32)}`, eventKey: "event-key" };
const stub = await startStubServer(keys);
const settings = {
  INNGEST_MODE: "server",
  INNGEST_EVENT_KEY: keys.eventKey,
  INNGEST_SIGNING_KEY: keys.signingKey,
  INNGEST_BASE_URL: stub.url,
};
for (const [name, value] of Object.entries({ ...settings, INNGEST_DEV: "", LOG_LEVEL: "silent" })) vi.stubEnv(name, value);
vi.resetModules();
const [door, { functions }, { inngest }, { start }] = await Promise.all([
  import("./route"),
  import("@/inngest/index"),
  import("@/inngest/client"),
  import("@/inngest/start-engine"),
]);

async function ask(request: IncomingMessage): Promise<Response> {
  const { method = "GET", url = "/", headers } = request;
  const body: Buffer[] = [];
  for await (const bytes of request as AsyncIterable<Buffer>) body.push(bytes);
  const init = {
    method,
    headers: new Headers(Object.entries(headers).map(([name, value]): [string, string] => [name, String(value)])),
    ...(body.length > 0 && { body: Buffer.concat(body) }),
  };
  const { NextRequest } = await import("next/server");
  const handler = method === "POST" ? door.POST : method === "PUT" ? door.PUT : door.GET;
  return handler(new NextRequest(`http://${headers.host}${url}`, init), undefined);
}

const server = createServer((request, response) => {
  void ask(request).then(async (answer) => {
    response.writeHead(answer.status, Object.fromEntries(answer.headers)).end(Buffer.from(await answer.arrayBuffer()));
  });
});
await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
const serveUrl = `http://127.0.0.1:${(server.address() as AddressInfo).port}/api/inngest`;

afterAll(async () => {
  server.closeAllConnections();
  server.close();
  await stub.stop();
  vi.unstubAllEnvs();
  vi.resetModules();
});

dbTest("a delivered event is drained, saved and embedded by a server that signs", async ({ db, database }) => {
  const embedder = countingEmbedder();
  // A server's address, though a test's database answers: nothing of the developer's data folder is touched.
  const deps = runtimeOn(database, { ...settings, DATABASE_URL: "postgresql://127.0.0.1/unused" }, { embedders: embeddersOf(embedder) });
  await start();
  await stub.sync(serveUrl);

  const { id: storeId } = await anOwnedStore(db);
  for (const id of [1, 2, 3]) await deps.receiver.receive(aDelivery(storeId, { product: { id, name: `Boot ${id}` } }));
  deps.nudger.nudge(deps.nudged);
  await expect.poll(() => db.event.count({ where: { status: "succeeded" } }), { timeout: 20_000 }).toBe(3);
  await stub.whenIdle(20_000);
  expect(await db.product.findMany({ select: { title: true, isPublishable: true }, orderBy: { title: "asc" } })).toEqual(
    [1, 2, 3].map((id) => ({ title: `Boot ${id}`, isPublishable: true })),
  );
  expect(await db.embedding.count()).toBe(3);
  expect([...embedder.paid.values()]).toEqual([1, 1, 1]);
});

dbTest("an event whose nudge was lost is found by the next sweep", async ({ db, database }) => {
  const embedder = countingEmbedder();
  const deps = runtimeOn(database, { ...settings, DATABASE_URL: "postgresql://127.0.0.1/unused" }, { embedders: embeddersOf(embedder) });
  await db.embeddingModel.create({ data: { ...embedder.model, state: "active" } });
  await stub.sync(serveUrl);
  const { id: storeId } = await anOwnedStore(db);
  await deps.receiver.receive(aDelivery(storeId, { product: { id: 1, name: "Boot" } }));
  stub.fireCron();
  await expect.poll(() => db.event.count({ where: { status: "succeeded" } }), { timeout: 20_000 }).toBe(1);
  await stub.whenIdle(20_000);
  expect(await db.embedding.count()).toBe(1);
});

dbTest("whoever does not sign is refused at the door, whatever they ask", async ({ db }) => {
  const call = JSON.stringify({
    event: { name: "store/events.waiting", data: { storeId: "x" } },
    events: [],
    steps: {},
    version: 2,
    ctx: { run_id: "r", attempt: 0 },
  });
  const headers = { "content-type": "application/json" };
  expect((await fetch(`${serveUrl}?fnId=fiko-sync-drain-store&stepId=step`, { method: "POST", headers, body: call })).status).toBe(401);
  expect((await fetch(serveUrl, { method: "PUT", headers, body: JSON.stringify({ url: serveUrl }) })).status).toBe(401);
  expect((await fetch(serveUrl)).status).toBe(401);
  expect(await db.storeDrain.count()).toBe(0);
});

dbTest("the embedded engine can run every function as it is declared", async () => {
  const { Inngest } = await import("inngest");
  const list = await readFunctionList(new Inngest({ id: inngest.id, isDev: true, logger: inngest.logger }), functions);
  expect(
    refuseUnsupported(list)
      .map(({ id }) => id)
      .sort(),
  ).toEqual(
    ["drain-store", "embed-texts", "keep-house", "plan-syncs", "resume-sync", "retry-store", "run-sync", "sweep"].map(
      (id) => `fiko-sync-${id}`,
    ),
  );
});
