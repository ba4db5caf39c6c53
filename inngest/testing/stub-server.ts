import { createHash } from "node:crypto";
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { z } from "zod";
import { checkpoint, inBandRegistration, parseAnswer, registration, sentEvents, type SdkAnswer } from "./stub-protocol";
import { createStubRuns, type StubJob } from "./stub-runs";
import { bearerOf, checkSignature, sign } from "./stub-signature";

/**
 * An Inngest server for tests of the server mode: its protocol with signing, over real HTTP. It is strict:
 * whatever either side does that is not in the protocol becomes a problem, and `stop` throws if a test left one untaken.
 */
export type StubServer = {
  /** INNGEST_BASE_URL of the app. */
  url: string;
  /** Asks the app to register itself, as a server does after a deployment. */
  sync(serveUrl: string): Promise<void>;
  /** The same, with the list of functions in the app's answer. */
  syncInBand(serveUrl: string): Promise<void>;
  introspect(serveUrl: string): Promise<unknown>;
  /** The next tick of every cron trigger happens now. */
  fireCron(): void;
  whenIdle(timeoutMs: number): Promise<void>;
  /** Problems so far, for tests that provoke them. */
  takeProblems(): string[];
  /** @throws Error listing every breach of the protocol */
  stop(): Promise<void>;
};

export type StubServerSettings = { signingKey: string; eventKey: string; retryDelayMs?: (attempt: number) => number };

/** What the server takes in one request. */
const MAX_BODY_BYTES = 4 * 1024 * 1024;
const IDLE_CHECK_MS = 5;

type Reply = { status: number; body: unknown };
class Refusal extends Error {
  constructor(
    readonly status: number,
    message: string,
  ) {
    super(message);
  }
}

export async function startStubServer({ signingKey, eventKey, retryDelayMs = () => 5 }: StubServerSettings): Promise<StubServer> {
  let problems: string[] = [];
  const report = (problem: string) => void problems.push(problem);
  const runs = createStubRuns({ call, retryDelayMs, report });

  async function callApp(serveUrl: string | URL, method: "GET" | "PUT" | "POST", body: string, headers: Record<string, string> = {}) {
    const response = await fetch(serveUrl, {
      method,
      headers: {
        "x-inngest-signature": sign(body, signingKey),
        "x-inngest-server-kind": "cloud",
        ...(body && { "content-type": "application/json" }),
        ...headers,
      },
      ...(body && { body }),
    });
    const text = await response.text();
    const complaint = checkSignature(response.headers.get("x-inngest-signature"), text, signingKey);
    if (complaint) throw new Error(`the app's answer to ${method} (${response.status}) ${complaint}: ${text.slice(0, 200)}`);
    return { response, text };
  }

  async function call(job: StubJob, maxAttempts: number): Promise<SdkAnswer> {
    const { run, step, attempt, generation, requestId } = job;
    const url = new URL(run.fn.steps.step.runtime.url);
    url.searchParams.set("stepId", step);
    const ids = { request_id: requestId, generation_id: generation, job_id: job.id, run_id: run.id };
    const ctx = {
      ...ids,
      fn_id: createHash("sha1").update(run.fn.id).digest("hex"),
      qi_id: job.id,
      attempt,
      max_attempts: maxAttempts,
      disable_immediate_execution: step !== "step",
      use_api: false,
      stack: { stack: run.stack, current: run.stack.length },
      step_id: "step",
      env: "",
    };
    const body = {
      event: run.event,
      events: [run.event],
      version: 2,
      use_api: false,
      defers: {},
      steps: Object.fromEntries(run.steps),
      ctx,
    };
    const { response, text } = await callApp(url, "POST", JSON.stringify(body), {
      "x-run-id": run.id,
      "x-inngest-req-version": "2",
      "x-request-id": requestId,
      "x-inngest-generation-id": String(generation),
      "x-inngest-job-id": job.id,
      traceparent: `00-${run.id.replaceAll("-", "")}-${requestId.replaceAll("-", "").slice(0, 16)}-01`,
    });
    return parseAnswer(response.status, response.headers, text);
  }

  async function reply(request: IncomingMessage): Promise<Reply> {
    const { pathname } = new URL(request.url ?? "/", "http://stub");
    const body = await readJson(request);
    const [, area, first, second, third] = pathname.split("/");
    const checkBearer = () => {
      if (request.headers.authorization !== bearerOf(signingKey)) throw new Refusal(401, "not authorised by the signing key");
    };
    if (area === "e" && first !== undefined && second === undefined) {
      if (first !== eventKey) throw new Refusal(401, "wrong event key");
      if (!/^\d+,[\w+/=]+$/.test(String(request.headers["x-inngest-event-id-seed"]))) throw new Refusal(400, "no event id seed");
      return takeEvents(body, String(request.headers["x-inngest-event-id-seed"]));
    }
    if (pathname === "/fn/register") {
      checkBearer();
      if (request.headers["x-inngest-sync-kind"] !== "out_of_band") throw new Refusal(400, "not an out-of-band sync");
      runs.use(registration.parse(body).functions);
      return { status: 200, body: { ok: true, modified: true } };
    }
    if (area === "v1" && first === "checkpoint" && third === "async") {
      checkBearer();
      const { run_id, qi_id, generation_id, request_id, steps } = checkpoint.parse(body);
      if (run_id !== second) throw new Refusal(400, "run id of path and body differ");
      return runs.store(qi_id, generation_id, request_id, steps)
        ? { status: 200, body: { status: 200 } }
        : { status: 409, body: { error: "stale", status: 409 } };
    }
    throw new Refusal(404, "unknown endpoint");
  }

  const sent = new Set<string>();
  function takeEvents(body: unknown, seed: string): Reply {
    const events = sentEvents
      .parse(body)
      .map((event, index) => ({ ...event, id: event.id ?? createHash("sha1").update(`${seed}${index}`).digest("hex") }));
    const ids = events.map((_, index) => `01STUB${createHash("sha1").update(`${seed}${index}`).digest("hex")}`);
    // A repetition by the SDK has the seed of the first time.
    if (!sent.has(seed)) events.forEach(runs.take);
    sent.add(seed);
    return { status: 200, body: { ids, status: 200 } };
  }

  async function serveRequest(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const { status, body } = await reply(request).catch((error: unknown): Reply => {
      const reason = error instanceof z.ZodError ? z.prettifyError(error) : String(error);
      report(`${request.method} ${request.url}: ${reason}`);
      const refused = error instanceof Refusal ? error.status : 400;
      return { status: refused, body: { error: reason, status: refused } };
    });
    response.writeHead(status, { "content-type": "application/json" }).end(JSON.stringify(body));
  }

  const server = createServer((request, response) => void serveRequest(request, response));
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const syncBody = (serveUrl: string) => JSON.stringify({ url: serveUrl });

  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    async sync(serveUrl) {
      const { response, text } = await callApp(serveUrl, "PUT", syncBody(serveUrl));
      z.strictObject({ message: z.literal("Successfully registered"), modified: z.literal(true) }).parse(JSON.parse(text), {
        error: () => `sync: ${text}`,
      });
      if (response.status !== 200) throw new Error(`sync answered ${response.status}`);
    },
    async syncInBand(serveUrl) {
      const { response, text } = await callApp(serveUrl, "PUT", syncBody(serveUrl), { "x-inngest-sync-kind": "in_band" });
      if (response.headers.get("x-inngest-sync-kind") !== "in_band") throw new Error("the app did not sync in band");
      runs.use(inBandRegistration.parse(JSON.parse(text)).functions);
    },
    introspect: async (serveUrl) => JSON.parse((await callApp(serveUrl, "GET", "")).text) as unknown,
    fireCron: runs.fireCron,
    async whenIdle(timeoutMs) {
      const deadline = Date.now() + timeoutMs;
      while (!runs.isIdle()) {
        if (Date.now() > deadline) throw new Error(`The stub is not idle after ${timeoutMs} ms`);
        await new Promise((resolve) => setTimeout(resolve, IDLE_CHECK_MS));
      }
    },
    takeProblems() {
      const taken = problems;
      problems = [];
      return taken;
    },
    async stop() {
      runs.stop();
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
      if (problems.length > 0) throw new Error(`Not in the Inngest protocol:\n  ${problems.join("\n  ")}`);
    },
  };
}

async function readJson(request: IncomingMessage): Promise<unknown> {
  if (request.method !== "POST") throw new Refusal(405, "only POST is known");
  if (!/^application\/json(;|$)/.test(request.headers["content-type"] ?? ""))
    throw new Refusal(415, `content type ${request.headers["content-type"]}`);
  if (!/^inngest-js:v\d/.test(String(request.headers["x-inngest-sdk"]))) throw new Refusal(400, "no x-inngest-sdk");
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of request as AsyncIterable<Buffer>) {
    size += chunk.length;
    if (size > MAX_BODY_BYTES) throw new Refusal(413, "body too large");
    chunks.push(chunk);
  }
  return JSON.parse(Buffer.concat(chunks).toString("utf8")) as unknown;
}
