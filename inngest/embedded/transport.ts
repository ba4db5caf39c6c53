import { createHash, randomUUID } from "node:crypto";
import type { Db } from "@/lib/core/db";
import { appendEvents } from "./store/event-log";
import { storeSteps } from "./store/settle";
import { checkpoint, sentEvents, stateOfRun, type EngineEvent, type SentEvent } from "./wire";

/**
 * The Inngest server as far as the SDK calls it, without a network: client option `fetch` of the embedded mode.
 * @param onEvents called once events are committed
 */
export function embeddedTransport(getDb: () => Promise<Db> | Db, onEvents: () => void = () => {}): typeof fetch {
  return async (input, init) => {
    const request = new Request(input, init);
    const { pathname } = new URL(request.url);
    if (request.method === "POST" && pathname.startsWith("/e/")) {
      const answer = await takeEvents(await getDb(), request);
      if (answer.ok) onEvents();
      return answer;
    }
    const [, runId] = /^\/v1\/checkpoint\/([^/]+)\/async$/.exec(pathname) ?? [];
    if (request.method === "POST" && runId) return takeCheckpoint(await getDb(), runId, request);
    return Response.json({ error: `The embedded engine has no ${request.method} ${pathname}`, status: 501 }, { status: 501 });
  };
}

async function takeEvents(db: Db, request: Request): Promise<Response> {
  const parsed = sentEvents.safeParse(await request.json());
  if (!parsed.success) {
    const [issue] = parsed.error.issues;
    return Response.json({ ids: [], error: `Invalid event: ${issue?.path.join(".")}: ${issue?.message}`, status: 400 }, { status: 400 });
  }
  const seed = request.headers.get("x-inngest-event-id-seed") ?? randomUUID();
  const events = parsed.data.map((event, index) => complete(event, seed, index));
  await appendEvents(db, events);
  return Response.json({ ids: events.map(({ id }) => id), status: 200 });
}

/** The SDK repeats a request that failed with the same seed: events without an id get the same one again. */
function complete(event: SentEvent, seed: string, index: number): EngineEvent {
  const id = event.id ?? createHash("sha256").update(`${seed},${index}`).digest("hex").slice(0, 32);
  return { ...event, id, ts: event.ts ?? Date.now(), data: event.data ?? {} };
}

async function takeCheckpoint(db: Db, runId: string, request: Request): Promise<Response> {
  const parsed = checkpoint.safeParse(await request.json());
  if (!parsed.success || parsed.data.run_id !== runId) return Response.json({ error: "Invalid checkpoint", status: 400 }, { status: 400 });
  const { qi_id: id, generation_id: generation, steps } = parsed.data;
  // The SDK hands these back in its answer instead, where they fail the run by name.
  if (steps.some(({ op }) => op !== "StepRun"))
    return Response.json({ error: "Only finished steps can be stored", status: 501 }, { status: 501 });
  const states = Object.fromEntries(steps.map((step) => [step.id, stateOfRun(step)]));
  const isHeld = await storeSteps(db, { id, runId, generation }, states);
  return isHeld ? Response.json({ status: 200 }) : Response.json({ error: "Stale call", status: 409 }, { status: 409 });
}
