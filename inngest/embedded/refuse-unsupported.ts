import { CronExpressionParser } from "cron-parser";
import { z } from "zod";
import { parseDurationMs } from "./duration";
import { KEY_PATH } from "./key-path";

/**
 * The functions a registration lists, as far as the embedded engine can honour them. Everything else is refused by name:
 * a rule that is silently ignored here would hold in production and nowhere before.
 */
export type EngineFunction = {
  id: string;
  maxAttempts: number;
  /** Event names; `failedFunctionId`: only failures of that function (its onFailure handler). */
  triggers: { event: string; failedFunctionId: string | null }[];
  crons: string[];
  /** At most `limit` steps of one key at a time; `key` null: of the function. */
  concurrency: { limit: number; key: string | null } | null;
  idempotencyKey: string | null;
  debounce: { key: string | null; periodMs: number; timeoutMs: number | null } | null;
};

/** What a real server does without `retries` (measured; the SDK's comment says 3). */
const DEFAULT_RETRIES = 4;

const keyPath = z.string().regex(KEY_PATH, "only a path such as event.data.storeId is supported");
const absent = z.undefined("is not supported").optional();

const duration = z.string().transform((text, ctx) => {
  const ms = parseDurationMs(text);
  if (ms === null || ms < 1_000 || ms > 604_800_000) ctx.addIssue({ code: "custom", message: "must be a duration of 1 s to 7 days" });
  return ms ?? z.NEVER;
});

const concurrency = z.preprocess(
  (raw) => (typeof raw === "number" ? { limit: raw } : Array.isArray(raw) && raw.length === 1 ? raw[0] : raw),
  z.strictObject(
    { limit: z.int().min(0), key: keyPath.optional(), scope: z.literal("fn", 'only scope "fn" is supported').optional() },
    { error: ({ code }) => (code === "invalid_type" ? "only one rule is supported" : undefined) },
  ),
);

const onlyFailuresOf = /^event\.data\.function_id == '([^']+)'$/;
const eventTrigger = z
  .strictObject({ event: z.string().regex(/^[^*]+$/, "wildcards are not supported"), expression: z.string().optional() })
  .transform(({ event, expression }, ctx) => {
    const failedFunctionId = onlyFailuresOf.exec(expression ?? "")?.[1] ?? null;
    if (expression !== undefined && failedFunctionId === null) ctx.addIssue({ code: "custom", path: ["if"], message: "is not supported" });
    return { event, failedFunctionId };
  });
const cronTrigger = z.strictObject({
  cron: z.string().refine(isCron, "must be a cron expression of five fields, with TZ=<zone> before it if need be"),
});

const supported = z
  .strictObject({
    id: z.string(),
    name: z.string().optional(),
    triggers: z.array(z.union([eventTrigger, cronTrigger])).min(1),
    steps: z.strictObject({ step: z.looseObject({ retries: z.strictObject({ attempts: z.int().min(0).max(20).optional() }).optional() }) }),
    concurrency: concurrency.optional(),
    idempotency: keyPath.optional(),
    debounce: z.strictObject({ key: keyPath.optional(), period: duration, timeout: duration.optional() }).optional(),
    batchEvents: absent,
    rateLimit: absent,
    throttle: absent,
    priority: absent,
    timeouts: absent,
    singleton: absent,
    cancel: absent,
  })
  .superRefine((fn, ctx) => {
    if (fn.debounce && fn.idempotency)
      ctx.addIssue({ code: "custom", path: ["debounce"], message: "is not supported together with idempotency" });
  })
  .transform((fn): EngineFunction => ({
    id: fn.id,
    maxAttempts: (fn.steps.step.retries?.attempts ?? DEFAULT_RETRIES) + 1,
    triggers: fn.triggers.filter((trigger) => "event" in trigger),
    crons: fn.triggers.flatMap((trigger) => ("cron" in trigger ? [trigger.cron] : [])),
    concurrency: fn.concurrency?.limit ? { limit: fn.concurrency.limit, key: fn.concurrency.key ?? null } : null,
    idempotencyKey: fn.idempotency ?? null,
    debounce: fn.debounce ? { key: fn.debounce.key ?? null, periodMs: fn.debounce.period, timeoutMs: fn.debounce.timeout ?? null } : null,
  }));

const named = z.looseObject({ id: z.string() });

/**
 * @param functionList as a registration lists them (`readFunctionList`)
 * @throws Error naming every function and option the embedded engine cannot honour
 */
export function refuseUnsupported(functionList: readonly unknown[]): EngineFunction[] {
  const problems: string[] = [];
  const functions = functionList.flatMap((raw) => {
    const parsed = supported.safeParse(raw);
    if (parsed.success) return [parsed.data];
    const id = named.safeParse(raw).data?.id ?? "?";
    for (const { path, message } of flatten(parsed.error.issues))
      problems.push(`  function "${id}", ${path || "the function"}: ${message}`);
    return [];
  });
  if (problems.length > 0) throw new Error(`The embedded engine cannot run these functions as they are declared:\n${problems.join("\n")}`);
  return functions;
}

type Problem = { path: string; message: string };

/** A union's error hides its members' errors: takes those of the member that came closest. */
function flatten(issues: readonly z.core.$ZodIssue[], prefix: readonly PropertyKey[] = []): Problem[] {
  return issues.flatMap((issue): Problem[] => {
    const path = [...prefix, ...issue.path];
    if (issue.code === "unrecognized_keys")
      return issue.keys.map((key) => ({ path: [...path, key].join("."), message: "is not supported" }));
    if (issue.code === "invalid_union" && issue.errors.length > 0) {
      const members = issue.errors.map((errors) => flatten(errors, path));
      return members.reduce((closest, member) => (member.length < closest.length ? member : closest));
    }
    return [{ path: path.join("."), message: issue.message }];
  });
}

function isCron(expression: string): boolean {
  try {
    parseCron(expression, new Date());
    return true;
  } catch {
    return false;
  }
}

/** @throws Error when it is no cron expression of five fields */
export function parseCron(expression: string, after: Date) {
  const [, tz = "UTC", fields = ""] = /^(?:TZ=(\S+)\s+)?(.*)$/.exec(expression.trim()) ?? [];
  if (fields.split(/\s+/).length !== 5) throw new Error(`"${expression}" is no cron expression of five fields`);
  return CronExpressionParser.parse(fields, { currentDate: after, tz });
}
