import { expect } from "vitest";
import { dbTest } from "@/lib/testing/db-test";
import { embeddedTransport } from "./transport";

const post = (body: unknown, headers: Record<string, string> = {}) => ({ method: "POST", body: JSON.stringify(body), headers });

dbTest("events are committed before the answer, and the SDK's repetition is recognised by its seed", async ({ db }) => {
  let rings = 0;
  const send = embeddedTransport(
    () => db,
    () => (rings += 1),
  );
  const request = post(
    [
      { name: "go", data: { text: "nul \0" } },
      { name: "go", id: "mine" },
    ],
    { "x-inngest-event-id-seed": "1,abc" },
  );
  const first: unknown = await (await send("http://embedded.invalid/e/key", request)).json();
  expect(first).toEqual({ ids: [expect.stringMatching(/^[0-9a-f]{32}$/), "mine"], status: 200 });
  expect(await (await send(new URL("http://embedded.invalid/e/key"), request)).json()).toEqual(first);
  const rows = await db.engineEvent.findMany({ orderBy: { seq: "asc" }, select: { body: true } });
  expect(rows.map(({ body }): unknown => JSON.parse(body))).toMatchObject([
    { name: "go", data: { text: "nul \0" } },
    { id: "mine", data: {} },
  ]);
  expect(rings).toBe(2);
});

dbTest("one bad event refuses the whole list", async ({ db }) => {
  const answer = await embeddedTransport(() => db)("http://embedded.invalid/e/key", post([{ name: "go" }, { name: "" }]));
  expect([answer.status, await answer.json()]).toEqual([400, { ids: [], error: "Invalid event: 1.name: not an event name", status: 400 }]);
  expect(await db.engineEvent.count()).toBe(0);
});

dbTest("a checkpoint of a call that lost its lease answers 409 and stores nothing", async ({ db }) => {
  const runId = "00000000-0000-4000-8000-000000000001";
  await db.engineRun.create({ data: { id: runId, fnId: "f", event: "{}", concurrencyKey: "" } });
  const job = await db.engineJob.create({
    data: { runId, fnId: "f", concurrencyKey: "", step: "step", kind: "call", generation: 3, leaseMs: 60_000, lockedUntil: new Date() },
  });
  const checkpoint = (generation: number, op = "StepRun") =>
    embeddedTransport(() => db)(
      `http://embedded.invalid/v1/checkpoint/${runId}/async`,
      post({ run_id: runId, qi_id: String(job.id), generation_id: generation, steps: [{ op, id: "abc", data: { n: 1 } }] }),
    );
  const readSteps = async () => (await db.engineRun.findFirst({ select: { steps: true } }))?.steps;

  expect((await checkpoint(2)).status).toBe(409);
  expect((await checkpoint(3, "DeferAdd")).status).toBe(501);
  expect(await readSteps()).toEqual({});

  expect((await checkpoint(3)).status).toBe(200);
  expect(await readSteps()).toEqual({ abc: '{"data":{"n":1}}' });
  const renewed = await db.engineJob.findFirst({ select: { lockedUntil: true } });
  expect(renewed?.lockedUntil?.getTime()).toBeGreaterThan(job.lockedUntil?.getTime() ?? Infinity);
});

dbTest("anything else the SDK would send to a server answers 501", async ({ db }) => {
  const send = embeddedTransport(() => db);
  for (const [path, method] of [
    ["/fn/register", "POST"],
    ["/e/key", "GET"],
    ["/v1/signals", "POST"],
    ["/v1/checkpoint/x/steps", "POST"],
  ] as const) {
    expect((await send(`http://embedded.invalid${path}`, { method })).status).toBe(501);
  }
});
