import { Inngest, type InngestFunction } from "inngest";
import { pino } from "pino";
import { expect, onTestFinished } from "vitest";
import type { DbClient } from "@/lib/core/db";
import { scenarios, until } from "@/inngest/testing/scenarios";
import { dbTest } from "@/lib/testing/db-test";
import { EMBEDDED_BASE_URL } from "./call";
import { startEmbeddedEngine, type EmbeddedEngine, type EmbeddedEngineOptions } from "./engine";
import { prune, vacuum } from "./store/prune";
import { embeddedTransport } from "./transport";

const log = pino({ level: "silent" });

/** A database whose cable can be pulled: all a dead process leaves behind is what it had written. */
function withCable(db: DbClient) {
  let isPlugged = true;
  // Lazy, as Prisma's promises are: a statement that nobody awaits does not run.
  const refuse = () => ({ then: (_: unknown, reject: (error: Error) => void) => reject(new Error("no database")) });
  const plugged = new Proxy(db, {
    get: (target, name) => (isPlugged ? Reflect.get(target, name) : refuse),
  });
  return { db: plugged, pull: () => void (isPlugged = false), plug: () => void (isPlugged = true) };
}

function createGate() {
  let open = () => {};
  const opened = new Promise<void>((resolve) => {
    open = resolve;
  });
  return { open: () => open(), opened };
}

type Given = { db: DbClient; build: (client: Inngest) => InngestFunction.Like[] } & Partial<EmbeddedEngineOptions>;

async function startEngine({ db, build, ...options }: Given): Promise<{ client: Inngest; engine: EmbeddedEngine }> {
  const started: { engine?: EmbeddedEngine } = {};
  const transport = embeddedTransport(
    () => db,
    () => started.engine?.wake(),
  );
  const client = new Inngest({ id: "app", isDev: true, baseUrl: EMBEDDED_BASE_URL, fetch: transport, logger: log });
  const engine = await startEmbeddedEngine({ db, client, functions: build(client), log, pollMs: 20, retryDelayMs: () => 5, ...options });
  started.engine = engine;
  onTestFinished(() => engine.stop(5_000));
  return { client, engine };
}

for (const scenario of scenarios) {
  dbTest(scenario.name, async ({ db }) => {
    const notes: string[] = [];
    let aheadMs = 0;
    const { client, engine } = await startEngine({
      db,
      build: (own) => scenario.build(own, notes),
      retryDelayMs: () => scenario.retryDelayMs ?? 5,
      now: () => new Date(Date.now() + aheadMs),
    });
    const fireCron = async () => {
      aheadMs += 5 * 60_000;
      engine.wake();
    };
    await scenario.play({ client, fireCron, whenIdle: () => engine.whenIdle(20_000) }, notes);
  });
}

/** The second step waits for the gate where there is one. */
const threeSteps =
  (who: string, notes: string[], gate?: Promise<void>) =>
  (client: Inngest): InngestFunction.Like[] => [
    client.createFunction(
      { id: "f", triggers: [{ event: "go" }], onFailure: ({ error }) => void notes.push(error.message) },
      async ({ step }) => {
        await step.run("one", () => void notes.push(`one by ${who}`));
        await step.run("two", async () => {
          notes.push(`two by ${who}`);
          await gate;
        });
        await step.run("end", () => void notes.push(`end by ${who}`));
      },
    ),
  ];

dbTest("killed between two steps: the first is not repeated, the second is, and the late answer changes nothing", async ({ db }) => {
  const notes: string[] = [];
  const [cable, gate] = [withCable(db), createGate()];
  const dead = await startEngine({ db: cable.db, build: threeSteps("a", notes, gate.opened), leaseMs: 200 });
  await dead.client.send({ name: "go" });
  await until(() => expect(notes).toContain("two by a"));
  cable.pull();

  const heir = await startEngine({ db, build: threeSteps("b", notes) });
  await until(() => expect(notes).toEqual(["one by a", "two by a", "two by b", "end by b"]));
  await heir.engine.whenIdle(5_000);

  cable.plug();
  gate.open();
  await dead.engine.stop(5_000);
  expect(notes).toHaveLength(4);
  expect(await db.engineRun.findMany({ select: { status: true } })).toEqual([{ status: "completed" }]);
});

dbTest("the only process on a database takes over at once, whatever the lease", async ({ db }) => {
  const notes: string[] = [];
  const [cable, gate] = [withCable(db), createGate()];
  const dead = await startEngine({ db: cable.db, build: threeSteps("a", notes, gate.opened), leaseMs: 3_600_000 });
  await dead.client.send({ name: "go" });
  await until(() => expect(notes).toContain("two by a"));
  cable.pull();
  await startEngine({ db, build: threeSteps("b", notes), isSoleProcess: true });
  await until(() => expect(notes.at(-1)).toBe("end by b"));
  cable.plug();
  gate.open();
});

dbTest("a job that took its process down six times fails its run", async ({ db }) => {
  const notes: string[] = [];
  const [cable, gate] = [withCable(db), createGate()];
  const dead = await startEngine({ db: cable.db, build: threeSteps("a", notes, gate.opened), leaseMs: 3_600_000 });
  await dead.client.send({ name: "go" });
  await until(() => expect(notes).toContain("two by a"));
  cable.pull();
  await db.engineJob.updateMany({ data: { lostLeases: 5 } });
  await startEngine({ db, build: threeSteps("b", notes), isSoleProcess: true });
  await until(() => expect(notes.at(-1)).toBe("The process died or stalled 6 times while running this"));
  cable.plug();
  gate.open();
});

dbTest("two engines on one database share the runs, none twice, and the places of a key", async ({ db }) => {
  const notes: string[] = [];
  const inside = { now: 0, most: 0 };
  const build = (who: string) => (client: Inngest) => [
    client.createFunction({ id: "f", triggers: [{ event: "go" }] }, async ({ event, step }) => {
      await step.run("free", () => void notes.push(`free ${event.data.n}`));
      await step.run("also", () => void notes.push(`also ${event.data.n}`));
    }),
    client.createFunction({ id: "one-by-one", triggers: [{ event: "go" }], concurrency: 1 }, async ({ event, step }) => {
      await step.run("work", async () => {
        inside.now += 1;
        inside.most = Math.max(inside.most, inside.now);
        await new Promise((resolve) => setTimeout(resolve, 2));
        inside.now -= 1;
        notes.push(`${who} ${event.data.n}`);
      });
    }),
  ];
  const [a, b] = [await startEngine({ db, build: build("a") }), await startEngine({ db, build: build("b") })];
  const numbers = Array.from({ length: 30 }, (_, n) => n);
  await Promise.all(numbers.map((n) => (n % 2 ? a : b).client.send({ name: "go", data: { n } })));
  await until(() => expect(notes).toHaveLength(90));
  await Promise.all([a.engine.whenIdle(5_000), b.engine.whenIdle(5_000)]);
  const ran = notes.map((note) => note.replace(/^[ab] /, "work ")).sort();
  expect(ran).toEqual(numbers.flatMap((n) => [`free ${n}`, `also ${n}`, `work ${n}`]).sort());
  expect(inside.most).toBe(1);
});

dbTest("a cron tick starts one run, however many processes see it", async ({ db }) => {
  const notes: string[] = [];
  const clock = { aheadMs: 0 };
  const now = () => new Date(Date.now() + clock.aheadMs);
  const build = (client: Inngest) => [
    client.createFunction({ id: "f", triggers: [{ cron: "TZ=Asia/Tehran 0 3 * * *" }] }, async ({ event }) => void notes.push(event.name)),
  ];
  const engines = [await startEngine({ db, build, now }), await startEngine({ db, build, now })];
  clock.aheadMs = 86_400_000;
  for (const { engine } of engines) engine.wake();
  await until(() => expect(notes).toHaveLength(1));
  for (const { engine } of engines) await engine.whenIdle(5_000);
  expect(notes).toEqual(["inngest/scheduled.timer"]);
});

dbTest("an operation that only the real server has fails its run by name", async ({ db }) => {
  const notes: string[] = [];
  const { client } = await startEngine({
    db,
    build: (own) => [
      own.createFunction(
        { id: "f", triggers: [{ event: "go" }], onFailure: ({ error }) => void notes.push(error.message) },
        async ({ step }) => {
          await step.waitForEvent("wait for it", { event: "other", timeout: "1h" });
        },
      ),
    ],
  });
  await client.send({ name: "go" });
  await until(() => expect(notes).toEqual([`The embedded engine does not support operation WaitForEvent (step "wait for it")`]));
});

dbTest("stopping waits for open calls, starts nothing more, and leaves the rest in the database", async ({ db }) => {
  const notes: string[] = [];
  const gate = createGate();
  const { client, engine } = await startEngine({ db, build: threeSteps("a", notes, gate.opened), workers: 1 });
  await client.send([{ name: "go" }, { name: "go" }]);
  await until(() => expect(notes).toContain("two by a"));
  const stopped = engine.stop(5_000);
  gate.open();
  await stopped;
  expect(notes).toEqual(["one by a", "two by a", "end by a"]);
  expect(await engine.depth()).toMatchObject({ waiting: 1, oldestAgeMs: expect.any(Number) });
  await startEngine({ db, build: threeSteps("b", notes) });
  await until(() => expect(notes.at(-1)).toBe("end by b"));
});

dbTest("what is over for a day is forgotten, what is under way is not", async ({ db }) => {
  const long = { at: new Date(Date.now() - 25 * 3_600_000), now: new Date() };
  const run = { fnId: "app-f", event: "", concurrencyKey: "" };
  const ended = { status: "completed", endedAt: long.now };
  await db.engineRun.createMany({
    data: [
      { ...run, ...ended, id: "00000000-0000-4000-8000-000000000001", dedupe: "old", createdAt: long.at },
      { ...run, ...ended, id: "00000000-0000-4000-8000-000000000002", dedupe: "new" },
      { ...run, id: "00000000-0000-4000-8000-000000000003", dedupe: "still running", createdAt: long.at },
      { ...run, id: "00000000-0000-4000-8000-000000000004", dedupe: "unknown", fnId: "gone", createdAt: new Date(0) },
    ],
  });
  await db.engineEvent.createMany({
    data: [
      { eventId: "old", name: "go", body: "", dispatchedAt: long.at },
      { eventId: "new", name: "go", body: "", dispatchedAt: long.now },
      { eventId: "waiting", name: "go", body: "{}", receivedAt: long.at },
    ],
  });
  expect(await prune(db, ["app-f"])).toBe(false);
  await vacuum(db);
  expect(await db.engineRun.findMany({ select: { dedupe: true }, orderBy: { id: "asc" } })).toEqual([{ dedupe: "new" }, { dedupe: null }]);
  expect(await db.engineEvent.findMany({ select: { eventId: true }, orderBy: { seq: "asc" } })).toEqual([
    { eventId: "new" },
    { eventId: "waiting" },
  ]);
});
