import { createServer, type RequestListener } from "node:http";
import type { AddressInfo } from "node:net";
import { Inngest, type InngestFunction } from "inngest";
import { serve } from "inngest/node";
import { pino } from "pino";
import { expect, onTestFinished, test } from "vitest";
import { scenarios, until } from "./scenarios";
import { startStubServer, type StubServer, type StubServerSettings } from "./stub-server";
import { sign, signText } from "./stub-signature";

/** Server mode as the product runs it: signed, no dev mode, unsigned syncs refused. */
const keys = { signingKey: `signkey-test-${"ab".repeat(32)}`, eventKey: "event-key" };
const logger = pino({ level: "silent" });

async function listen(listener: RequestListener): Promise<string> {
  const server = createServer(listener);
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}/api/inngest`;
}

type Both = { stub: StubServer; client: Inngest; serveUrl: string; replaceApp: (listener: RequestListener) => void };
type Given = { build: (client: Inngest) => InngestFunction.Like[]; server?: Partial<StubServerSettings>; app?: Partial<typeof keys> };

async function startBoth({ build, server, app }: Given): Promise<Both> {
  const stub = await startStubServer({ ...keys, ...server });
  onTestFinished(() => stub.stop());
  const client = new Inngest({ id: "app", isDev: false, baseUrl: stub.url, logger, ...keys, ...app });
  let listener: RequestListener = serve({ client, functions: build(client), enableUnauthedSync: false });
  const serveUrl = await listen((request, response) => listener(request, response));
  return { stub, client, serveUrl, replaceApp: (other) => void (listener = other) };
}

for (const scenario of scenarios) {
  test(scenario.name, async () => {
    const notes: string[] = [];
    const { stub, client, serveUrl } = await startBoth({
      build: (own) => scenario.build(own, notes),
      server: { retryDelayMs: () => scenario.retryDelayMs ?? 5 },
    });
    await stub.sync(serveUrl);
    await scenario.play({ client, fireCron: async () => stub.fireCron(), whenIdle: () => stub.whenIdle(20_000) }, notes);
  });
}

const oneFunction = (notes: string[]) => (client: Inngest) => [
  client.createFunction({ id: "f", triggers: [{ event: "go" }] }, async ({ step }) => {
    await step.run("one", () => void notes.push("one"));
  }),
];

test("an in-band sync lists the same functions, and introspection says how the app is set up", async () => {
  const notes: string[] = [];
  const { stub, client, serveUrl } = await startBoth({ build: oneFunction(notes) });
  await stub.syncInBand(serveUrl);
  await client.send({ name: "go" });
  await until(() => expect(notes).toEqual(["one"]));
  expect(await stub.introspect(serveUrl)).toMatchObject({
    function_count: 1,
    mode: "cloud",
    has_event_key: true,
    has_signing_key: true,
    authentication_succeeded: true,
  });
});

test("the app refuses calls that are unsigned, signed with another key, changed, or old", async () => {
  const notes: string[] = [];
  const { serveUrl } = await startBoth({ build: oneFunction(notes) });
  const body = JSON.stringify({ event: { name: "go", data: {} }, events: [], steps: {}, version: 2, ctx: { run_id: "r", attempt: 0 } });
  const tenMinutesAgo = Math.floor(Date.now() / 1_000) - 600;
  const signatures = [
    null,
    sign(body, `signkey-test-${"cd".repeat(32)}`),
    sign(`{"other":1}`, keys.signingKey),
    sign(body, keys.signingKey, tenMinutesAgo),
  ];
  for (const signature of signatures) {
    for (const method of ["POST", "PUT"]) {
      const response = await fetch(`${serveUrl}?fnId=app-f&stepId=step`, {
        method,
        body,
        headers: { "content-type": "application/json", ...(signature && { "x-inngest-signature": signature }) },
      });
      expect(response.status).toBe(401);
    }
    expect((await fetch(serveUrl, { headers: signature ? { "x-inngest-signature": signature } : {} })).status).toBe(401);
  }
  expect(notes).toEqual([]);
});

test("an app with another signing key is not accepted", async () => {
  const { stub, serveUrl } = await startBoth({ build: oneFunction([]), app: { signingKey: `signkey-test-${"cd".repeat(32)}` } });
  await expect(stub.sync(serveUrl)).rejects.toThrow("the app's answer to PUT (401) is not signed");
});

test("an event with another key is refused, loudly", async () => {
  const { stub, client } = await startBoth({ build: () => [], app: { eventKey: "other" } });
  await expect(client.send({ name: "go" })).rejects.toThrow("wrong event key");
  expect(new Set(stub.takeProblems())).toEqual(new Set(["POST /e/other: Error: wrong event key"]));
});

const sdkHeaders = { "content-type": "application/json", "x-inngest-sdk": "inngest-js:v4.24.0", "x-inngest-event-id-seed": "1,abc=" };
test.each<[string, string, RequestInit, number, string]>([
  ["an unknown endpoint", "/v1/unknown", { method: "POST", body: "{}", headers: sdkHeaders }, 404, "unknown endpoint"],
  ["another method", "/e/event-key", { method: "GET" }, 405, "only POST is known"],
  [
    "another content type",
    "/e/event-key",
    { method: "POST", body: "[]", headers: { ...sdkHeaders, "content-type": "text/plain" } },
    415,
    "content type text/plain",
  ],
  [
    "an event with unknown fields",
    "/e/event-key",
    { method: "POST", body: `[{"name":"go","data":{},"ts":1,"extra":1}]`, headers: sdkHeaders },
    400,
    `Unrecognized key: "extra"`,
  ],
  ["an unsigned registration", "/fn/register", { method: "POST", body: "{}", headers: sdkHeaders }, 401, "not authorised"],
  ["an unsigned checkpoint", "/v1/checkpoint/r/async", { method: "POST", body: "{}", headers: sdkHeaders }, 401, "not authorised"],
])("the stub refuses %s and says so", async (_, path, init, status, problem) => {
  const { stub } = await startBoth({ build: () => [] });
  expect((await fetch(stub.url + path, init)).status).toBe(status);
  expect(stub.takeProblems().join()).toContain(problem);
});

const stepId = "a".repeat(40);
const answering =
  (status: number, body: unknown, headers: Record<string, string> = {}): RequestListener =>
  (_, response) => {
    const text = JSON.stringify(body);
    const common = { "content-type": "application/json", "x-inngest-sdk": "inngest-js:v4.24.0", "x-inngest-req-version": "2" };
    response.writeHead(status, { ...common, "x-inngest-signature": signText(text, keys.signingKey), ...headers }).end(text);
  };

test.each<[string, RequestListener, string]>([
  ["an unsigned answer", (_, response) => void response.end("null"), "(200) is not signed"],
  ["a wrong signature", answering(200, null, { "x-inngest-signature": signText("other", keys.signingKey) }), "has a wrong signature"],
  ["another content type", answering(200, null, { "content-type": "text/html" }), "content type text/html"],
  ["another protocol version", answering(200, null, { "x-inngest-req-version": "1" }), "x-inngest-req-version 1"],
  ["another status", answering(202, null), "status 202"],
  ["an unknown operation", answering(206, [{ op: "Dance", id: stepId }]), "Invalid discriminator value"],
  [
    "a step id that is no hash of its name",
    answering(206, [{ op: "StepPlanned", id: stepId, userland: { id: "one" } }]),
    "not the hash of its name",
  ],
  [
    "a final failure that may be retried",
    answering(400, { name: "Error", message: "x" }, { "x-inngest-no-retry": "false" }),
    "status 400 with x-inngest-no-retry false",
  ],
])("the stub refuses %s of an app", async (_, listener, problem) => {
  const { stub, client, serveUrl, replaceApp } = await startBoth({ build: oneFunction([]) });
  await stub.sync(serveUrl);
  replaceApp(listener);
  await client.send({ name: "go" });
  await stub.whenIdle(5_000);
  expect(stub.takeProblems()).toEqual([expect.stringContaining(problem)]);
});

test("a call for a function the app no longer has is a problem", async () => {
  const { stub, client, serveUrl, replaceApp } = await startBoth({ build: oneFunction([]) });
  await stub.sync(serveUrl);
  replaceApp(serve({ client, functions: [] }));
  await client.send({ name: "go" });
  await stub.whenIdle(5_000);
  expect(stub.takeProblems()).toEqual([expect.stringContaining("run of app-f")]);
});
