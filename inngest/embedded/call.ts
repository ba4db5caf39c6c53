import { randomUUID } from "node:crypto";
import type { Inngest, InngestFunction } from "inngest";
import { serve } from "inngest/edge";
import { z } from "zod";
import type { ClaimedJob } from "./store/claim";
import type { EngineFunction } from "./refuse-unsupported";

/** A reserved name (RFC 6761): what the transport does not catch cannot leave the process. */
export const EMBEDDED_BASE_URL = "http://embedded.invalid";

const SERVE_URL = `${EMBEDDED_BASE_URL}/api/inngest`;
// The SDK builds the request's address from the Host header and fails without one.
const headers = { host: "embedded.invalid", "content-type": "application/json", "x-inngest-server-kind": "dev" };

export type ServeHandler = (request: Request) => Promise<Response>;
export type Answer = { status: number; noRetry: boolean; retryAfter: string | null; body: string };

export function serveInProcess(client: Inngest.Like, functions: readonly InngestFunction.Like[]): ServeHandler {
  return serve({ client, functions });
}

const registration = z.object({ functions: z.array(z.unknown()) });

/** The functions as a registration lists them. Needs a client with `isDev: true`; nothing is sent anywhere. */
export async function readFunctionList(client: Inngest.Like, functions: readonly InngestFunction.Like[]): Promise<unknown[]> {
  const handler = serveInProcess(client, functions);
  const body = JSON.stringify({ url: SERVE_URL });
  const response = await handler(
    new Request(SERVE_URL, { method: "PUT", headers: { ...headers, "x-inngest-sync-kind": "in_band" }, body }),
  );
  const text = await response.text();
  const { data } = registration.safeParse(response.ok ? JSON.parse(text) : null);
  if (!data)
    throw new Error(`The Inngest SDK did not list its functions (${response.status}: ${text.slice(0, 200)}); the client needs isDev: true`);
  return data.functions;
}

/** One call of the SDK's own handler: runs the body up to its next new step, or exactly the step the job names. */
export async function callFunction(handler: ServeHandler, fn: EngineFunction, job: ClaimedJob, eventText: string): Promise<Answer> {
  const url = new URL(SERVE_URL);
  url.searchParams.set("fnId", fn.id);
  url.searchParams.set("stepId", job.step);
  const requestId = randomUUID();
  const response = await handler(
    new Request(url, {
      method: "POST",
      headers: {
        ...headers,
        "x-run-id": job.runId,
        "x-inngest-req-version": "2",
        "x-request-id": requestId,
        "x-inngest-generation-id": String(job.generation),
        "x-inngest-job-id": String(job.id),
      },
      body: requestBody(fn, job, eventText, requestId),
    }),
  );
  return {
    status: response.status,
    noRetry: response.headers.get("x-inngest-no-retry") === "true",
    retryAfter: response.headers.get("retry-after"),
    body: await response.text(),
  };
}

/** Event and step states are JSON text already and pass through as they are. */
function requestBody(fn: EngineFunction, job: ClaimedJob, eventText: string, requestId: string): string {
  const steps = Object.entries(job.steps).map(([id, state]) => `${JSON.stringify(id)}:${state}`);
  const context = {
    run_id: job.runId,
    fn_id: fn.id,
    qi_id: String(job.id),
    attempt: job.attempt,
    max_attempts: fn.maxAttempts,
    // A planned step runs alone; the rest of the body is discovered once all its siblings have settled.
    disable_immediate_execution: job.step !== "step",
    use_api: false,
    stack: { stack: job.stack, current: job.stack.length },
    request_id: requestId,
    generation_id: job.generation,
    job_id: String(job.id),
    step_id: "step",
    env: "",
  };
  return `{"version":2,"use_api":false,"defers":{},"event":${eventText},"events":[${eventText}],"steps":{${steps.join(",")}},"ctx":${JSON.stringify(context)}}`;
}
