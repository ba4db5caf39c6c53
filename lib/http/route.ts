import type { z } from "zod";
import { AppError } from "@/lib/core/errors";
import { fieldsOf } from "@/lib/core/fields";
import { createLog } from "@/lib/core/log";
import { languageOf, type Language } from "@/lib/i18n/language";
import type { Caller } from "@/lib/access/caller";
import { getDeps, type Runtime } from "@/lib/runtime";
import { addressOf, authenticate } from "./authenticate";
import type { Endpoint } from "./endpoint";
import { errorResponse } from "./error-response";
import { checkAddressRate, spendAddressRate } from "./rates";
import { parseJson, readBody, requireJson } from "./read-body";
import { requestContext } from "./request-context";

/**
 * A route is a declaration (lib/http/endpoints, read by /api/openapi.json too) and one call. The rest happens here,
 * once, in this order: request id, rate of the address, caller, size and type of the body, parse, handler, answer
 * through its schema, error → JSON.
 */
const MAX_BODY_BYTES = 1 << 20;

type Output<T> = T extends z.ZodType ? z.output<T> : undefined;
type Input<T> = T extends z.ZodType ? z.input<T> : undefined;

export type Handled<E extends Endpoint> = {
  deps: Runtime;
  request: Request;
  caller: E["access"] extends null ? null : Caller;
  params: Record<string, string>;
  query: Output<E["query"]>;
  body: Output<E["body"]>;
  language: Language;
  /** For what takes long: throws when this very caller may no longer. */
  stillMay: () => Promise<void>;
};

/** Next hands no params to a route whose path has none. */
type RouteContext = { params: Promise<Record<string, string | string[] | undefined> | undefined> };

/** Wraps what every route shares: language, log with the request's id, and errors as JSON. */
export async function answer(request: Request, handler: (deps: Runtime, language: Language) => Promise<Response>): Promise<Response> {
  const language = languageOf(request.headers.get("accept-language"));
  const startedAt = performance.now();
  const { requestId } = requestContext();
  try {
    const deps = await getDeps();
    const log = deps.log.child({ requestId });
    let response: Response;
    try {
      response = await handler({ ...deps, log }, language);
    } catch (error) {
      response = errorResponse(error, language, log);
    }
    log.debug(
      { method: request.method, path: pathOf(request), status: response.status, tookMs: Math.round(performance.now() - startedAt) },
      "answered",
    );
    return response;
  } catch (error) {
    // The runtime itself could not be built: most likely the database is away.
    return errorResponse(new AppError("unavailable", { cause: error, headers: { "retry-after": "5" } }), language, createLog("info"));
  }
}

/** Without the query: it may hold what somebody typed. */
const pathOf = (request: Request): string => new URL(request.url).pathname;

export function route<E extends Endpoint>(endpoint: E, handler: (handled: Handled<E>) => Promise<Input<E["answer"]> | Response>) {
  return (request: Request, context: RouteContext): Promise<Response> =>
    answer(request, async (deps, language) => {
      const address = addressOf(request, deps.env);
      await checkAddressRate(address, deps.env.ADDRESS_RATE_PER_MINUTE);
      let caller: Caller | null = null;
      try {
        if (endpoint.access !== null) caller = await authenticate(deps, request, endpoint.access);
      } catch (error) {
        await spendAddressRate(address, deps.env.ADDRESS_RATE_PER_MINUTE);
        throw error;
      }
      const stillMay = async () => {
        if (endpoint.access === null || caller === null) return;
        const now = await authenticate(deps, request, endpoint.access);
        // What is under way was begun with the rights of then.
        if (now.userId !== caller.userId || now.role !== caller.role) throw new AppError("forbidden");
      };
      const params = Object.fromEntries(
        Object.entries((await context.params) ?? {}).map(([key, value]) => [key, Array.isArray(value) ? value.join("/") : (value ?? "")]),
      );
      const query = endpoint.query === undefined ? undefined : parse(endpoint.query, queryOf(request), "query_invalid");
      const body = endpoint.body === undefined ? undefined : parse(endpoint.body, await readJson(request, endpoint), "body_invalid");
      // The types of the declaration say what was parsed above.
      const result = await handler({ deps, request, caller, params, query, body, language, stillMay } as Handled<E>);
      if (result instanceof Response) return result;
      if (endpoint.answer === undefined) return new Response(null, { status: endpoint.status });
      return Response.json(endpoint.answer.parse(result), { status: endpoint.status, headers: { "cache-control": "no-store" } });
    });
}

/** As in the webhook: what no database can store is dropped, not refused. */
const withoutNul = (text: string): string => text.replaceAll("\u0000", "");
const queryOf = (request: Request): object =>
  Object.fromEntries([...new URL(request.url).searchParams].map(([name, value]) => [name, withoutNul(value)]));

async function readJson(request: Request, { isBodyOptional = false, maxBodyBytes = MAX_BODY_BYTES }: Endpoint): Promise<unknown> {
  const bytes = await readBody(request, maxBodyBytes);
  if (isBodyOptional && bytes.length === 0) return {};
  requireJson(request);
  return parseJson(bytes.toString("utf8"), (_, value: unknown) => (typeof value === "string" ? withoutNul(value) : value));
}

function parse(schema: z.ZodType, value: unknown, code: "query_invalid" | "body_invalid"): unknown {
  const result = schema.safeParse(value);
  if (result.success) return result.data;
  throw new AppError(code, { fields: fieldsOf(result.error) });
}
