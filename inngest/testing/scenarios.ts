import { NonRetriableError, RetryAfterError, type Inngest, type InngestFunction } from "inngest";
import { expect, vi } from "vitest";

/**
 * What functions may rely on, whichever engine runs them. Played on the embedded engine and, over HTTP with signing, on
 * the stub of the server; the same behaviour was measured on the real server.
 */
export type Scenario = {
  name: string;
  /** Between attempts, where the code does not ask for another delay. */
  retryDelayMs?: number;
  build(client: Inngest, notes: string[]): InngestFunction.Like[];
  play(stage: Stage, notes: string[]): Promise<void>;
};

export type Stage = {
  client: Inngest;
  /** The next tick of every cron trigger happens now. */
  fireCron(): Promise<void>;
  whenIdle(): Promise<void>;
};

export const until = (check: () => void) => vi.waitFor(check, { timeout: 20_000, interval: 5 });
const in30Ms = () => new Date(Date.now() + 30);

/** Throws the first `times` times it is called. */
function failing(times: number, makeError: () => Error = () => new Error("not yet")) {
  let calls = 0;
  return () => {
    calls += 1;
    if (calls <= times) throw makeError();
    return calls;
  };
}

export const scenarios: Scenario[] = [
  {
    name: "each step runs once and its result is remembered as JSON",
    build: (client, notes) => [
      client.createFunction({ id: "f", triggers: [{ event: "go" }], retries: 2 }, async ({ event, step, attempt }) => {
        const first = await step.run("first", () => {
          notes.push("first");
          return { z: 1, a: new Date(0), text: "nul \0, half \ud800, پارسی" };
        });
        const second = await step.run("second", () => void notes.push("second"));
        if (attempt < 2) throw new Error("outside any step");
        notes.push(JSON.stringify([first, second, event.data.n]));
      }),
    ],
    async play({ client }, notes) {
      await client.send({ name: "go", data: { n: 7 } });
      const memoised = JSON.stringify([{ z: 1, a: "1970-01-01T00:00:00.000Z", text: "nul \0, half \ud800, پارسی" }, null, 7]);
      await until(() => expect(notes).toEqual(["first", "second", memoised]));
    },
  },
  {
    name: "a run sleeps and wakes",
    build: (client, notes) => [
      client.createFunction({ id: "f", triggers: [{ event: "go" }] }, async ({ step }) => {
        await step.run("before", () => void notes.push("before"));
        await step.sleepUntil("nap", in30Ms());
        await step.run("between", () => void notes.push("between"));
        await step.sleep("doze", "1s");
        await step.run("after", () => void notes.push("after"));
      }),
    ],
    async play({ client }, notes) {
      await client.send({ name: "go" });
      await until(() => expect(notes).toEqual(["before", "between", "after"]));
    },
  },
  {
    name: "step.sendEvent starts the other function once per event id",
    build: (client, notes) => [
      client.createFunction({ id: "teller", triggers: [{ event: "go" }] }, async ({ step }) => {
        const { ids } = await step.sendEvent("tell", [
          { name: "told", id: "t1", data: { n: 1 } },
          { name: "told", id: "t1", data: { n: 2 } },
          { name: "told", data: { n: 3 } },
        ]);
        notes.push(`${ids.length} ids`);
      }),
      client.createFunction(
        { id: "listener", triggers: [{ event: "told" }] },
        async ({ event }) => void notes.push(`heard ${event.data.n}`),
      ),
    ],
    async play({ client, whenIdle }, notes) {
      await client.send({ name: "go" });
      await until(() => expect([...notes].sort()).toEqual(["3 ids", "heard 1", "heard 3"]));
      await client.send({ name: "told", id: "t1", data: { n: 4 } });
      await whenIdle();
      expect([...notes].sort()).toEqual(["3 ids", "heard 1", "heard 3"]);
    },
  },
  {
    name: "without `retries` a step has five attempts, then the run fails",
    build: (client, notes) => [
      client.createFunction(
        { id: "f", triggers: [{ event: "go" }], onFailure: ({ error }) => void notes.push(`failed: ${error.message}`) },
        async ({ step, attempt, maxAttempts }) => {
          await step.run("doomed", () => {
            notes.push(`${attempt} of ${maxAttempts}`);
            throw new TypeError("never");
          });
        },
      ),
    ],
    async play({ client, whenIdle }, notes) {
      await client.send({ name: "go" });
      const all = ["0 of 5", "1 of 5", "2 of 5", "3 of 5", "4 of 5", "failed: never"];
      await until(() => expect(notes).toEqual(all));
      await whenIdle();
      expect(notes).toEqual(all);
    },
  },
  {
    name: "attempts are counted anew for the next step",
    build(client, notes) {
      const [one, two] = [failing(1), failing(1)];
      return [
        client.createFunction({ id: "f", triggers: [{ event: "go" }], retries: 1 }, async ({ step }) => {
          const calls = [await step.run("one", one), await step.run("two", two)];
          notes.push(calls.join(" "));
        }),
      ];
    },
    async play({ client }, notes) {
      await client.send({ name: "go" });
      await until(() => expect(notes).toEqual(["2 2"]));
    },
  },
  {
    name: "RetryAfterError sets the delay, from a step and from outside",
    retryDelayMs: 3_600_000,
    build(client, notes) {
      const step1 = failing(1, () => new RetryAfterError("soon", in30Ms()));
      const outside = failing(1, () => new RetryAfterError("soon", 1));
      return [
        client.createFunction({ id: "f", triggers: [{ event: "go" }] }, async ({ step }) => {
          const calls = await step.run("step", step1);
          notes.push(`${calls} ${outside()}`);
        }),
      ];
    },
    async play({ client }, notes) {
      await client.send({ name: "go" });
      await until(() => expect(notes).toEqual(["2 2"]));
    },
  },
  {
    name: "NonRetriableError ends step and run at once",
    build: (client, notes) => [
      client.createFunction(
        { id: "f", triggers: [{ event: "go" }], onFailure: ({ error }) => void notes.push(error.message) },
        async ({ step }) => {
          await step.run("hopeless", () => {
            notes.push("tried");
            throw new NonRetriableError("no use");
          });
        },
      ),
    ],
    async play({ client }, notes) {
      await client.send({ name: "go" });
      await until(() => expect(notes).toEqual(["tried", "no use"]));
    },
  },
  {
    name: "a failed step can be caught, and the run goes on",
    build: (client, notes) => [
      client.createFunction({ id: "f", triggers: [{ event: "go" }], retries: 1 }, async ({ step }) => {
        const caught = await step
          .run("doomed", () => {
            notes.push("tried");
            throw new RangeError("too far");
          })
          .catch((error: Error) => `${error.name}: ${error.message}`);
        await step.run("after", () => void notes.push(String(caught)));
      }),
    ],
    async play({ client }, notes) {
      await client.send({ name: "go" });
      await until(() => expect(notes).toEqual(["tried", "tried", "RangeError: too far"]));
    },
  },
  {
    name: "onFailure has steps, sleeps, the error and the original event",
    build: (client, notes) => [
      client.createFunction(
        {
          id: "f",
          triggers: [{ event: "go" }],
          retries: 0,
          onFailure: async ({ event, error, step }) => {
            const first = await step.run("note", () => `${error.message} for ${event.data.event.data.n}`);
            await step.sleepUntil("nap", in30Ms());
            await step.run("tell", () => void notes.push(first));
          },
        },
        async () => {
          throw new Error("broken");
        },
      ),
      client.createFunction(
        { id: "bystander", triggers: [{ event: "other" }], retries: 0, onFailure: () => void notes.push("wrong handler") },
        async () => {},
      ),
    ],
    async play({ client, whenIdle }, notes) {
      await client.send({ name: "go", data: { n: 5 } });
      await until(() => expect(notes).toEqual(["broken for 5"]));
      await whenIdle();
      expect(notes).toEqual(["broken for 5"]);
    },
  },
  {
    name: "a concurrency key lets one step in at a time, other keys pass",
    build(client, notes) {
      const inside = new Map<string, number>();
      return [
        client.createFunction(
          { id: "f", triggers: [{ event: "go" }], concurrency: { limit: 1, key: "event.data.shop" } },
          async ({ event, step }) => {
            await step.run("work", async () => {
              const shop = String(event.data.shop);
              inside.set(shop, (inside.get(shop) ?? 0) + 1);
              notes.push(`${shop} ${inside.get(shop)}`);
              // "a" gets on only once "b" is in, so the two must overlap.
              if (shop === "a") await until(() => expect(notes).toContain("b 1"));
              inside.set(shop, (inside.get(shop) ?? 0) - 1);
            });
          },
        ),
      ];
    },
    async play({ client }, notes) {
      await client.send(["a", "a", "b", "a"].map((shop) => ({ name: "go", data: { shop } })));
      await until(() => expect([...notes].sort()).toEqual(["a 1", "a 1", "a 1", "b 1"]));
    },
  },
  {
    name: "debounce runs once with the last event, and at its timeout at the latest",
    build: (client, notes) => [
      client.createFunction(
        { id: "f", triggers: [{ event: "go" }], debounce: { key: "event.data.key", period: "1s", timeout: "2s" } },
        async ({ event }) => {
          notes.push(`${event.data.key} ${event.data.n}`);
        },
      ),
    ],
    async play({ client, whenIdle }, notes) {
      for (const n of [1, 2, 3]) await client.send({ name: "go", data: { key: "calm", n } });
      // Events of "busy" never leave it a second of peace.
      for (let n = 0; !notes.some((note) => note.startsWith("busy")); n += 1) {
        await client.send({ name: "go", data: { key: "busy", n } });
        await new Promise((resolve) => setTimeout(resolve, 100));
      }
      await whenIdle();
      expect(notes.filter((note) => note.startsWith("calm"))).toEqual(["calm 3"]);
    },
  },
  {
    name: "idempotency drops the second run of a key, and a missing key drops nothing",
    build: (client, notes) => [
      client.createFunction({ id: "f", triggers: [{ event: "go" }], idempotency: "event.data.order.id" }, async ({ event }) => {
        notes.push(String(event.data.n));
      }),
    ],
    async play({ client, whenIdle }, notes) {
      const orders = [{ id: 1 }, { id: 1 }, { id: "1" }, {}, {}];
      for (const [n, order] of orders.entries()) {
        await client.send({ name: "go", data: { n, order } });
        await whenIdle();
      }
      expect([...notes].sort()).toEqual(["0", "2", "3", "4"]);
    },
  },
  {
    name: "an event id starts each function once, also when the run failed",
    build: (client, notes) => [
      client.createFunction({ id: "good", triggers: [{ event: "go" }] }, async () => void notes.push("good")),
      client.createFunction({ id: "bad", triggers: [{ event: "go" }], retries: 0 }, async () => {
        notes.push("bad");
        throw new Error("bad");
      }),
    ],
    async play({ client, whenIdle }, notes) {
      await client.send({ name: "go", id: "same" });
      await until(() => expect([...notes].sort()).toEqual(["bad", "good"]));
      await client.send([{ name: "go", id: "same" }]);
      await whenIdle();
      expect([...notes].sort()).toEqual(["bad", "good"]);
    },
  },
  {
    name: "parallel steps run beside a sleep and a retried step, chains go on after",
    build(client, notes) {
      const flaky = failing(2);
      return [
        client.createFunction({ id: "f", triggers: [{ event: "go" }] }, async ({ step }) => {
          const chain = async (name: string) => {
            await step.run(`${name}1`, () => void notes.push(`${name}1`));
            return step.run(`${name}2`, () => {
              notes.push(`${name}2`);
              return name;
            });
          };
          const results = await Promise.all([
            chain("a"),
            chain("b"),
            step.run("flaky", flaky),
            step.sleepUntil("nap", in30Ms()).then(() => "slept"),
          ]);
          await step.run("join", () => void notes.push(results.join(" ")));
        }),
      ];
    },
    async play({ client, whenIdle }, notes) {
      await client.send({ name: "go" });
      await until(() => expect(notes.at(-1)).toBe("a b 3 slept"));
      await whenIdle();
      expect(notes.slice(0, -1).sort()).toEqual(["a1", "a2", "b1", "b2"]);
    },
  },
  {
    name: "a parallel step that fails for good is seen by the body",
    build: (client, notes) => [
      client.createFunction({ id: "f", triggers: [{ event: "go" }], retries: 0 }, async ({ step }) => {
        const doomed = step.run("doomed", () => {
          throw new Error("lost");
        });
        const settled = await Promise.allSettled([doomed, step.run("fine", () => "kept")]);
        await step.run(
          "tell",
          () => void notes.push(settled.map((one) => (one.status === "fulfilled" ? one.value : String(one.reason.message))).join(" ")),
        );
      }),
    ],
    async play({ client }, notes) {
      await client.send({ name: "go" });
      await until(() => expect(notes).toEqual(["lost kept"]));
    },
  },
  {
    name: "a cron trigger starts a run each tick",
    build: (client, notes) => [
      client.createFunction(
        { id: "f", triggers: [{ cron: "*/5 * * * *" }, { event: "go" }] },
        async ({ event }) => void notes.push(event.name),
      ),
    ],
    async play({ client, fireCron, whenIdle }, notes) {
      await client.send({ name: "go" });
      await until(() => expect(notes).toEqual(["go"]));
      await fireCron();
      await until(() => expect(notes).toEqual(["go", "inngest/scheduled.timer"]));
      await fireCron();
      await until(() => expect(notes).toHaveLength(3));
      await whenIdle();
      expect(notes).toHaveLength(3);
    },
  },
];
