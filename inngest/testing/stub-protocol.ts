import { createHash } from "node:crypto";
import { z } from "zod";

/** The SDK's side of the protocol, as strict as it was observed: what is not named here is refused. */

const stubFunction = z.strictObject({
  id: z.string(),
  name: z.string(),
  triggers: z.array(
    z.union([z.strictObject({ event: z.string(), expression: z.string().optional() }), z.strictObject({ cron: z.string() })]),
  ),
  steps: z.strictObject({
    step: z.strictObject({
      id: z.literal("step"),
      name: z.literal("step"),
      runtime: z.strictObject({ type: z.literal("http"), url: z.url() }),
      retries: z.strictObject({ attempts: z.int().min(0).max(20) }).optional(),
    }),
  }),
  concurrency: z
    .union([z.int(), z.strictObject({ limit: z.int(), key: z.string().optional() })])
    .transform((rule) => (typeof rule === "number" ? { limit: rule, key: undefined } : rule))
    .optional(),
  idempotency: z.string().optional(),
  debounce: z.strictObject({ key: z.string().optional(), period: z.string(), timeout: z.string().optional() }).optional(),
});
export type StubFunction = z.output<typeof stubFunction>;

const capabilities = z.strictObject({ trust_probe: z.literal("v1"), connect: z.literal("v1") });

export const registration = z.strictObject({
  url: z.url(),
  deployType: z.literal("ping"),
  framework: z.string(),
  appName: z.string(),
  functions: z.array(stubFunction),
  sdk: z.string().regex(/^js:v\d/),
  v: z.literal("0.1"),
  capabilities,
  appVersion: z.string().optional(),
  featureObservations: z.unknown().optional(),
});

export const inBandRegistration = z.looseObject({
  app_id: z.string(),
  url: z.url(),
  sdk: z.string().regex(/^js:v\d/),
  capabilities,
  functions: z.array(stubFunction),
  inspection: z.looseObject({
    authentication_succeeded: z.literal(true),
    mode: z.literal("cloud"),
    schema_version: z.literal("2024-05-24"),
  }),
});

const sentEvent = z.strictObject({
  name: z.string().min(1).max(512),
  data: z.record(z.string(), z.unknown()),
  ts: z.int(),
  id: z.string().optional(),
  v: z.string().optional(),
  meta: z.unknown().optional(),
});
export const sentEvents = z.array(sentEvent).min(1).max(5_000);

export type StubEvent = { id: string; name: string; data: Record<string, unknown>; ts: number };

const sdkError = z.looseObject({ name: z.string(), message: z.string() });
export type SdkError = z.output<typeof sdkError>;

// A checkpoint carries the SDK's whole inner step object: only what the protocol names is looked at.
const opBase = z.looseObject({
  id: z.string().regex(/^[0-9a-f]{40}$/, "a step id must be a SHA-1"),
  userland: z.looseObject({ id: z.string(), index: z.int().optional() }).optional(),
});
const isOwnHash = ({ id, userland }: z.output<typeof opBase>) =>
  userland === undefined ||
  id ===
    createHash("sha1")
      .update(userland.index === undefined ? userland.id : `${userland.id}:${userland.index}`)
      .digest("hex");

export const op = z
  .discriminatedUnion("op", [
    opBase.extend({ op: z.literal("StepRun"), data: z.unknown() }),
    opBase.extend({ op: z.literal("StepError"), error: sdkError }),
    opBase.extend({ op: z.literal("StepFailed"), error: sdkError }),
    opBase.extend({ op: z.literal("StepPlanned") }),
    opBase.extend({ op: z.literal("Sleep"), name: z.string() }),
    opBase.extend({ op: z.literal("RunComplete"), data: z.unknown() }),
  ])
  .refine(isOwnHash, "the step id is not the hash of its name");
export type StubOp = z.output<typeof op>;

export const checkpoint = z.strictObject({
  run_id: z.string(),
  fn_id: z.string(),
  qi_id: z.string(),
  request_id: z.string(),
  generation_id: z.int(),
  request_started_at: z.int(),
  steps: z.array(op.refine(({ op: code }) => code === "StepRun", "only finished steps are stored")).min(1),
  ts: z.int(),
});

/** What a function may answer the engine. */
export type SdkAnswer =
  | { status: 200; result: unknown }
  | { status: 206; ops: StubOp[]; retryAfter: string | null }
  | { status: 400; error: SdkError }
  | { status: 500; error: SdkError; retryAfter: string | null };

/** @throws Error saying what in the answer is not in the protocol */
export function parseAnswer(status: number, headers: Headers, text: string): SdkAnswer {
  if (!headers.get("content-type")?.startsWith("application/json")) throw new Error(`content type ${headers.get("content-type")}`);
  if (!/^inngest-js:v\d/.test(headers.get("x-inngest-sdk") ?? "")) throw new Error("no x-inngest-sdk");
  if (headers.get("x-inngest-req-version") !== "2") throw new Error(`x-inngest-req-version ${headers.get("x-inngest-req-version")}`);
  const body: unknown = JSON.parse(text);
  const [noRetry, retryAfter] = [headers.get("x-inngest-no-retry"), headers.get("retry-after")];
  const expectNoRetry = (value: string) => {
    if (noRetry !== value) throw new Error(`status ${status} with x-inngest-no-retry ${noRetry}`);
  };
  switch (status) {
    case 200:
      return { status, result: body };
    case 206: {
      const ops = z.array(op).min(1).parse(body);
      if (ops.some((one) => one.op === "StepError")) expectNoRetry("false");
      if (ops.some((one) => one.op === "StepFailed")) expectNoRetry("true");
      return { status, ops, retryAfter };
    }
    case 400:
      expectNoRetry("true");
      return { status, error: sdkError.parse(body) };
    case 500:
      expectNoRetry("false");
      return { status, error: sdkError.parse(body), retryAfter };
    default:
      throw new Error(`status ${status}`);
  }
}
