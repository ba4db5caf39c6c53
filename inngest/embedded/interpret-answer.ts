import { z } from "zod";
import type { Answer } from "./call";
import { parseDurationMs } from "./duration";
import { op, stateOfRun, toJsonError, type JsonError, type Op, type StepStates } from "./wire";

export type NextJob = { step: string; kind: "call" | "sleep"; afterMs: number };

/** What an answer of the SDK means for its run. */
export type Outcome =
  | { type: "completed" }
  | { type: "failed"; error: JsonError }
  /** `afterMs` null: the engine's own delay. `steps`: what was done before the failure. */
  | { type: "retry"; error: JsonError; afterMs: number | null; steps: StepStates }
  | { type: "advanced"; steps: StepStates; next: NextJob[] };

/** The longest delay the code may ask for; the real server's. */
const MAX_RETRY_AFTER_MS = 86_400_000;

const ops = z.preprocess((body) => (Array.isArray(body) ? body : [body]), z.array(op).min(1));

export function interpretAnswer(answer: Answer, now: number): Outcome {
  const body = parseJson(answer.body);
  switch (answer.status) {
    case 200:
      return { type: "completed" };
    case 206: {
      const found = ops.safeParse(body);
      return found.success ? interpretOps(found.data, answer, now) : retry("the answer is no list of operations", answer, now);
    }
    case 400:
      return { type: "failed", error: toJsonError(body) };
    case 500:
      return answer.noRetry ? { type: "failed", error: toJsonError(body) } : retry(toJsonError(body), answer, now);
    default:
      return retry(`unexpected answer ${answer.status}`, answer, now);
  }
}

function interpretOps(found: readonly Op[], answer: Answer, now: number): Outcome {
  const steps: StepStates = {};
  const next: NextJob[] = [];
  let failure: Op | null = null;
  for (const one of found) {
    if (one.opts?.parallelMode === "race") return unsupported(`${one.op} in parallel mode "race"`, one);
    switch (one.op) {
      case "RunComplete":
        return { type: "completed" };
      case "StepRun":
        steps[one.id] = stateOfRun(one);
        break;
      case "StepFailed":
        steps[one.id] = JSON.stringify({ error: toJsonError(one.error) });
        break;
      case "StepError":
        failure = one;
        break;
      case "StepPlanned":
        next.push({ step: one.id, kind: "call", afterMs: 0 });
        break;
      case "Sleep": {
        const afterMs = sleepMs(one.name ?? "", now);
        if (afterMs === null) return unsupported(`a sleep of "${one.name}"`, one);
        next.push({ step: one.id, kind: "sleep", afterMs });
        break;
      }
      default:
        return unsupported(`operation ${one.op}`, one);
    }
  }
  if (failure) return { ...retry(toJsonError(failure.error), answer, now), steps };
  return { type: "advanced", steps, next };
}

function retry(error: JsonError | string, { retryAfter }: Answer, now: number) {
  return {
    type: "retry",
    error: typeof error === "string" ? { name: "EngineError", message: error } : error,
    afterMs: retryAfter === null ? null : retryAfterMs(retryAfter, now),
    steps: {},
  } satisfies Outcome;
}

function unsupported(what: string, { displayName, id }: Op): Outcome {
  return {
    type: "failed",
    error: { name: "EngineError", message: `The embedded engine does not support ${what} (step "${displayName ?? id}")` },
  };
}

/** Seconds, an HTTP date or an ISO date; null when it is none of them. */
export function retryAfterMs(value: string, now: number): number | null {
  const ms = /^\d+$/.test(value) ? Number(value) * 1_000 : Date.parse(value) - now;
  return Number.isNaN(ms) ? null : Math.min(Math.max(ms, 0), MAX_RETRY_AFTER_MS);
}

/** The SDK writes a duration, an ISO date, or nothing for zero. */
function sleepMs(name: string, now: number): number | null {
  if (name === "") return 0;
  const duration = parseDurationMs(name);
  if (duration !== null) return duration;
  const until = Date.parse(name);
  return Number.isNaN(until) ? null : Math.max(until - now, 0);
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}
