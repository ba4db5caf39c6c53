import { Inngest, type InngestFunction } from "inngest";
import { expect, test } from "vitest";
import { readFunctionList } from "./call";
import { refuseUnsupported } from "./refuse-unsupported";

const client = new Inngest({ id: "app", isDev: true, baseUrl: "http://embedded.invalid" });
type Options = Parameters<typeof client.createFunction>[0];

const read = async (options: Partial<Options>) => {
  const functions: InngestFunction.Like[] = [client.createFunction({ id: "f", triggers: [{ event: "go" }], ...options }, async () => {})];
  return refuseUnsupported(await readFunctionList(client, functions));
};

test("everything the engine honours is read from the registration", async () => {
  const functions = await read({
    triggers: [{ event: "go" }, { cron: "TZ=Asia/Tehran 0 3 * * 1-5" }],
    concurrency: { limit: 2, key: "event.data.shop.id" },
    debounce: { key: "event.data.shop.id", period: "1m30s", timeout: "1h" },
    retries: 7,
    onFailure: async () => {},
  });
  expect(functions).toEqual([
    {
      id: "app-f",
      maxAttempts: 8,
      triggers: [{ event: "go", failedFunctionId: null }],
      crons: ["TZ=Asia/Tehran 0 3 * * 1-5"],
      concurrency: { limit: 2, key: "event.data.shop.id" },
      idempotencyKey: null,
      debounce: { key: "event.data.shop.id", periodMs: 90_000, timeoutMs: 3_600_000 },
    },
    {
      id: "app-f-failure",
      maxAttempts: 2,
      triggers: [{ event: "inngest/function.failed", failedFunctionId: "app-f" }],
      crons: [],
      concurrency: null,
      idempotencyKey: null,
      debounce: null,
    },
  ]);
});

test("defaults: five attempts, no rule", async () => {
  expect(await read({ concurrency: [{ limit: 3 }], idempotency: "event.data.id" })).toMatchObject([
    { maxAttempts: 5, concurrency: { limit: 3, key: null }, idempotencyKey: "event.data.id" },
  ]);
});

test.each<[string, Partial<Options>, string]>([
  ["throttle", { throttle: { limit: 1, period: "1s" } }, "throttle: is not supported"],
  ["rateLimit", { rateLimit: { limit: 1, period: "1s" } }, "rateLimit: is not supported"],
  ["batchEvents", { batchEvents: { maxSize: 2, timeout: "1s" } }, "batchEvents: is not supported"],
  ["singleton", { singleton: { mode: "skip" } }, "singleton: is not supported"],
  ["priority", { priority: { run: "1" } }, "priority: is not supported"],
  ["timeouts", { timeouts: { start: "1s" } }, "timeouts: is not supported"],
  ["cancelOn", { cancelOn: [{ event: "stop" }] }, "cancel: is not supported"],
  ["an if", { triggers: [{ event: "go", if: "event.data.n > 1" }] }, "triggers.0.if: is not supported"],
  ["a wildcard", { triggers: [{ event: "go/*" }] }, "triggers.0.event: wildcards are not supported"],
  ["no trigger", { triggers: [] }, "triggers: "],
  ["six cron fields", { triggers: [{ cron: "* * * * * *" }] }, "triggers.0.cron: must be a cron expression of five fields"],
  ["a wrong cron", { triggers: [{ cron: "61 * * * *" }] }, "triggers.0.cron: must be a cron expression"],
  ["two rules", { concurrency: [{ limit: 1 }, { limit: 2, key: "event.data.a" }] }, "concurrency: only one rule is supported"],
  ["a shared rule", { concurrency: { limit: 1, scope: "env", key: "event.data.a" } }, `concurrency.scope: only scope "fn" is supported`],
  [
    "a computed key",
    { concurrency: { limit: 1, key: "event.data.a + '-'" } },
    "concurrency.key: only a path such as event.data.storeId is supported",
  ],
  ["an idempotency expression", { idempotency: "event.id" }, "idempotency: only a path"],
  ["a long debounce", { debounce: { period: "8d" } }, "debounce.period: must be a duration of 1 s to 7 days"],
  [
    "debounce with idempotency",
    { debounce: { period: "1s" }, idempotency: "event.data.a" },
    "debounce: is not supported together with idempotency",
  ],
])("%s is refused by function and option", async (_, options, problem) => {
  await expect(read(options)).rejects.toThrow(`function "app-f", ${problem}`);
});

test("a client that is not in dev mode is told what it needs", async () => {
  const cloud = new Inngest({ id: "app", isDev: false, logger: { info() {}, warn() {}, error() {}, debug() {} } });
  await expect(readFunctionList(cloud, [])).rejects.toThrow("the client needs isDev: true");
});
