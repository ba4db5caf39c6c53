import { z } from "zod";
import { restoreMs } from "./cost-bucket";
import { ShopifyError, problemOfStatus, retryAfterMs, type ShopifyProblem } from "./shopify-error";

const cost = z.object({
  requestedQueryCost: z.number(),
  /** null when the query was not run. */
  actualQueryCost: z.number().nullish(),
  throttleStatus: z.object({ maximumAvailable: z.number(), currentlyAvailable: z.number(), restoreRate: z.number() }),
});
export type QueryCost = z.output<typeof cost>;

const graphqlError = z.object({
  message: z.string().catch(""),
  extensions: z
    .object({ code: z.string().nullish().catch(null), cost: z.number().nullish().catch(null) })
    .nullish()
    .catch(null),
});

const envelope = z.object({
  data: z.unknown().optional(),
  // A list of errors; with 4xx it may be a sentence.
  errors: z.union([z.array(graphqlError), z.unknown()]).optional(),
  extensions: z
    .object({ cost: cost.nullish().catch(null) })
    .nullish()
    .catch(null),
});

/** Source: shopify.dev/docs/api/usage/response-codes, "GraphQL error codes". What is not named is the query's own fault. */
const problemOfCode: Record<string, ShopifyProblem> = {
  THROTTLED: "throttled",
  ACCESS_DENIED: "scope_missing",
  SHOP_INACTIVE: "shop_unavailable",
  INTERNAL_SERVER_ERROR: "server_error",
  TIMEOUT: "server_error",
};

export type Answer = { data: unknown; cost: QueryCost | null; error: ShopifyError | null };

/**
 * Reads one answer of the GraphQL endpoint: `{ data?, errors?: [{ message, extensions: { code } }], extensions: { cost } }`.
 * Data beside errors is not used: a field that was refused is null there, and null must not pass for "the shop has none".
 */
export function readAnswer(status: number, headers: Headers, body: string): Answer {
  const problem = problemOfStatus(status);
  const parsed = parseJson(body);
  if (problem !== null) {
    const detail = typeof parsed?.errors === "string" ? parsed.errors : "";
    return fail(null, new ShopifyError(problem, { status, retryAfterMs: retryAfterMs(headers), detail }));
  }
  if (parsed === null) return fail(null, new ShopifyError("not_json", { status, detail: body.slice(0, 100) }));

  const spent = parsed.extensions?.cost ?? null;
  if (parsed.errors === undefined || parsed.errors === null) {
    return parsed.data === undefined || parsed.data === null
      ? fail(spent, new ShopifyError("not_json", { status, detail: "neither data nor errors" }))
      : { data: parsed.data, cost: spent, error: null };
  }
  const errors = z.array(graphqlError).safeParse(parsed.errors).data ?? [];
  // The gravest first: a refusal among throttled fields stays a refusal.
  const first = errors.find((error) => error.extensions?.code !== "THROTTLED") ?? errors[0];
  const code = first?.extensions?.code ?? null;
  const named = (code !== null && problemOfCode[code]) || "query_refused";
  return fail(
    spent,
    new ShopifyError(named, {
      status,
      code,
      detail: first?.message ?? String(parsed.errors),
      cost: first?.extensions?.cost ?? null,
      retryAfterMs:
        named === "throttled" && spent ? Math.max(MIN_PAUSE_MS, restoreMs(spent.requestedQueryCost, spent.throttleStatus)) : null,
    }),
  );
}

/** Shopify's numbers may be a moment old: without a pause the same answer would come again. */
const MIN_PAUSE_MS = 100;

const fail = (spent: QueryCost | null, error: ShopifyError): Answer => ({ data: null, cost: spent, error });

function parseJson(body: string): z.output<typeof envelope> | null {
  try {
    return envelope.safeParse(JSON.parse(body)).data ?? null;
  } catch {
    return null;
  }
}
