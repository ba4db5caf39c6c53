import { randomUUID } from "node:crypto";
import { readKey } from "./key-path";
import type { EngineFunction } from "./refuse-unsupported";
import { storableKey } from "./storable-key";
import type { RunPlan } from "./store/start-runs";
import type { EngineEvent } from "./wire";

export const FAILED_EVENT = "inngest/function.failed";
const CRON_EVENT = "inngest/scheduled.timer";

/** The runs a list of events asks for. Of several events of one debounce only the last counts. */
export function planRuns(events: readonly { seq: bigint; event: EngineEvent }[], functions: readonly EngineFunction[]): RunPlan[] {
  const plans = new Map<string, RunPlan>();
  for (const { seq, event } of events) {
    for (const fn of functions.filter((one) => isTriggeredBy(one, event))) {
      const plan = planRun(fn, event, seq, `event:${event.id}`);
      plans.set(plan.debounce ? `${fn.id} ${plan.debounce.key}` : plan.id, plan);
    }
  }
  return [...plans.values()];
}

/** One run per tick, whichever process notices it first. */
export function planCronRun(fn: EngineFunction, cron: string, at: Date): RunPlan {
  const id = `cron:${cron}:${at.toISOString()}`;
  return planRun(fn, { id, name: CRON_EVENT, ts: at.getTime(), data: { cron } }, null, id);
}

function isTriggeredBy({ triggers }: EngineFunction, { name, data }: EngineEvent): boolean {
  return triggers.some(
    ({ event, failedFunctionId }) => event === name && (failedFunctionId === null || failedFunctionId === data.function_id),
  );
}

/** A missing field groups all such runs under one concurrency or debounce key, but is no idempotency key: as on the real server. */
function planRun(fn: EngineFunction, event: EngineEvent, seq: bigint | null, ownKey: string): RunPlan {
  const { concurrency, debounce, idempotencyKey } = fn;
  const idempotency = idempotencyKey === null ? null : readKey(idempotencyKey, event);
  return {
    id: randomUUID(),
    fnId: fn.id,
    seq,
    event: JSON.stringify(event),
    concurrencyKey: concurrency?.key ? storableKey(readKey(concurrency.key, event) ?? "null") : "",
    dedupe: debounce ? null : storableKey(idempotency === null ? ownKey : `key:${idempotency}`),
    debounce: debounce && {
      key: debounce.key === null ? "" : storableKey(readKey(debounce.key, event) ?? "null"),
      periodMs: debounce.periodMs,
      timeoutMs: debounce.timeoutMs,
    },
  };
}
