import { createAdminApiClient } from "@shopify/admin-api-client";
import type { z } from "zod";
import { createCostBucket } from "./cost-bucket";
import { readAnswer, type QueryCost } from "./read-answer";
import { ShopifyError, fromOutgoing } from "./shopify-error";
import { shopOrigin } from "./shop-address";
import type { Clock, ShopifyFetch } from "./transport";

/** The only place that names a version. Stable since 2026-10-01, served until October 2027; raise it once a year, with a look at the release notes. */
export const SHOPIFY_API_VERSION = "2026-10";

const TIMEOUT_MS = 30_000;
/** 1,000 points of products with long descriptions stay far below. */
const MAX_ANSWER_BYTES = 32 * 1_048_576;
const MAX_TRIES = 6;
/** A slice of a job takes 15 s: to wait longer than that is the queue's business. */
const MAX_WAIT_MS = 15_000;
const DEFAULT_RETRY_MS = 2_000;
const MAX_REMEMBERED_COSTS = 500;

export type ShopifyClient = {
  readonly shopDomain: string;
  /** How long was waited for points, in all. */
  readonly waitedMs: number;
  /** Runs one query. Waits for points when they are missing, bounded. @throws ShopifyError */
  request<T>(document: string, options: RequestOptions<T>): Promise<ShopifyReply<T>>;
};

/** `shopTime`: Shopify's clock when it answered. */
export type ShopifyReply<T> = { data: T; cost: QueryCost | null; shopTime: Date | null };

type RequestOptions<T> = {
  /** What of the answer's `data` is used. */
  answer: z.ZodType<T>;
  variables?: Record<string, unknown>;
  /** Points, when the caller knows better than the last answer to the same query of the same size. */
  expectedCost?: number;
  signal?: AbortSignal;
};

/**
 * A function where tokens expire: it answers one that is valid now. After a 401 it is asked once more, with the token
 * that was refused, for another. @throws ShopifyError token_invalid: there is no other
 */
export type AccessToken = string | ((refused?: string) => Promise<string>);

type Credentials = {
  /** name.myshopify.com */
  shopDomain: string;
  accessToken: AccessToken;
  /** Development only: a loopback address that stands in for the shop. */
  developmentBaseUrl?: string;
  /** How long one request may wait for points, in all. */
  maxWaitMs?: number;
};

/** GraphQL only: REST knows neither 2,048 variants nor a future. @throws TypeError for a domain that is not *.myshopify.com */
export function createShopifyClient({ fetch, now, wait }: Clock & { fetch: ShopifyFetch }, credentials: Credentials): ShopifyClient {
  const { shopDomain, accessToken, developmentBaseUrl, maxWaitMs = MAX_WAIT_MS } = credentials;
  const origin = shopOrigin(shopDomain, developmentBaseUrl);
  const bucket = createCostBucket(now);
  const knownCosts = new Map<string, number>();
  /** Shopify's client turns whatever the fetch throws into a sentence; the error itself is kept here. */
  const failures = new WeakMap<Response, unknown>();

  /** Made for each request, it costs nothing: the token stands in its headers and cannot be changed there. */
  const apiWith = (token: string) =>
    createAdminApiClient({
      storeDomain: shopDomain,
      apiVersion: SHOPIFY_API_VERSION,
      accessToken: token,
      userAgentPrefix: "FikoSync",
      retries: 0,
      // Without a logger it writes to the console.
      logger: () => undefined,
      customFetchApi: async (url, init) => {
        try {
          const { status, headers, body } = await fetch(String(url).replace(`https://${shopDomain}`, origin), {
            method: "POST",
            headers: init?.headers as Record<string, string>,
            body: String(init?.body),
            timeoutMs: TIMEOUT_MS,
            maxBytes: MAX_ANSWER_BYTES,
            ...(init?.signal && { signal: init.signal }),
          });
          return new Response([204, 205, 304].includes(status) ? null : body, { status, headers });
        } catch (error) {
          const failed = Response.error();
          failures.set(failed, error);
          return failed;
        }
      },
    });

  const tokenAfter = async (refused: string | undefined): Promise<string> => {
    const token = typeof accessToken === "string" ? accessToken : await accessToken(refused);
    if (token === "") throw new ShopifyError("token_invalid", { detail: "there is none" });
    return token;
  };
  const send = async (token: string, document: string, variables: Record<string, unknown> | undefined, signal: AbortSignal | undefined) => {
    const api = apiWith(token);
    const response = await api.fetch(document, { ...(variables && { variables }), ...(signal && { signal }) });
    if (failures.has(response)) throw fromOutgoing(failures.get(response));
    const answer = readAnswer(response.status, response.headers, await response.text());
    return { ...answer, shopTime: readDate(response.headers.get("date")) };
  };

  let waitedInAllMs = 0;
  return {
    shopDomain,
    get waitedMs() {
      return waitedInAllMs;
    },
    async request(document, { answer: schema, variables, expectedCost, signal }) {
      const key = costKey(document, variables);
      let waitedMs = 0;
      const pause = async (ms: number) => {
        if (waitedMs + ms > maxWaitMs) throw new ShopifyError("throttled", { retryAfterMs: ms, detail: `no points for ${ms} ms` });
        waitedMs += ms;
        waitedInAllMs += ms;
        await wait(ms);
      };
      let refused: string | undefined;
      for (let attempt = 1; ; attempt += 1) {
        const token = await tokenAfter(refused);
        const expected = expectedCost ?? knownCosts.get(key) ?? 0;
        const delayMs = bucket.delayFor(expected);
        if (delayMs > 0) await pause(delayMs);
        bucket.take(expected);
        const answer = await send(token, document, variables, signal);
        if (answer.cost) {
          bucket.learn(answer.cost.throttleStatus);
          if (knownCosts.size >= MAX_REMEMBERED_COSTS) knownCosts.clear();
          knownCosts.set(key, answer.cost.requestedQueryCost);
        }
        if (answer.error === null) return { data: readData(schema, answer.data), cost: answer.cost, shopTime: answer.shopTime };
        if (answer.error.problem === "token_invalid" && typeof accessToken === "function" && refused === undefined) {
          refused = token;
          continue;
        }
        if (answer.error.problem !== "throttled" || attempt >= MAX_TRIES) throw answer.error;
        await pause(answer.error.retryAfterMs ?? DEFAULT_RETRY_MS);
      }
    },
  };
}

/** The same query with the same sizes costs the same. */
const costKey = (document: string, variables: Record<string, unknown> = {}): string => {
  const sizes = Object.values(variables).map((value) => (typeof value === "number" ? value : Array.isArray(value) ? value.length : ""));
  return [document, ...sizes].join("|");
};

function readDate(text: string | null): Date | null {
  const date = new Date(text ?? Number.NaN);
  return Number.isNaN(date.getTime()) ? null : date;
}

function readData<T>(schema: z.ZodType<T>, data: unknown): T {
  const result = schema.safeParse(data);
  if (result.success) return result.data;
  const [issue] = result.error.issues;
  throw new ShopifyError("not_json", { status: 200, detail: `${issue?.path.join(".")}: ${issue?.message}` });
}
