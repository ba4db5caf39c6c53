import { z } from "zod";

/** What the SDK and an Inngest server say to each other; the parts the embedded engine answers to. */

export const engineEvent = z.looseObject({
  id: z.string().min(1),
  name: z.string().min(1),
  ts: z.number(),
  data: z.record(z.string(), z.unknown()),
});
export type EngineEvent = z.output<typeof engineEvent>;

const sentEvent = z.looseObject({
  id: z.string().min(1).optional(),
  // PostgreSQL keeps no U+0000, and a real server refuses names over 512 bytes.
  name: z.string().regex(/^[^\p{Cc}\p{Surrogate}]{1,256}$/u, "not an event name"),
  ts: z.number().optional(),
  data: z.record(z.string(), z.unknown()).nullish(),
});
export const sentEvents = z.preprocess((body) => (Array.isArray(body) ? body : [body]), z.array(sentEvent).min(1).max(5_000));
export type SentEvent = z.output<typeof sentEvent>;

/** One thing the SDK did or wants; `id` is the hashed step id. */
export const op = z.object({
  op: z.string(),
  id: z.string(),
  name: z.string().nullish(),
  displayName: z.string().nullish(),
  opts: z.looseObject({ parallelMode: z.string().optional() }).nullish(),
  data: z.unknown().optional(),
  error: z.unknown().optional(),
});
export type Op = z.output<typeof op>;

export const checkpoint = z.object({
  run_id: z.uuid(),
  qi_id: z
    .string()
    .regex(/^\d{1,18}$/)
    .transform(BigInt),
  generation_id: z.int(),
  steps: z.array(op),
});

/** Error as it travels: to `step.run` callers, to onFailure, into the log. */
export type JsonError = { name: string; message: string; stack?: string };

const loosely = z.looseObject({
  name: z.string().optional(),
  message: z.string().optional(),
  error: z.string().optional(),
  stack: z.string().optional(),
});

export function toJsonError(raw: unknown): JsonError {
  if (raw instanceof Error) return { name: raw.name, message: raw.message, ...(raw.stack && { stack: raw.stack }) };
  const { data } = loosely.safeParse(raw);
  if (!data) return { name: "Error", message: typeof raw === "string" && raw ? raw : "Unknown error" };
  const { name, message, error, ...rest } = data;
  return { ...rest, name: name || "Error", message: message || error || "Unknown error" };
}

/** Hashed step id → JSON text of what the SDK finds there: `{"data":…}`, `{"error":…}`, or `null` after a sleep. */
export type StepStates = Record<string, string>;

export function stateOfRun({ data }: Op): string {
  return JSON.stringify({ data: data === undefined ? null : data });
}
