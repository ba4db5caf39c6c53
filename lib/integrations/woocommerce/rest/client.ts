import type { GuardedFetch, OutgoingAnswer } from "@/lib/core/outgoing/guarded-fetch";
import { OutgoingError } from "@/lib/core/outgoing/outgoing-error";
import { dateOf, readAnswer, type WooAuth } from "./read-answer";
import { signOAuth } from "./sign-oauth";
import { WooError } from "./woo-error";

export type { WooAuth } from "./read-answer";

export type WooDeps = { fetch: GuardedFetch; now: () => Date; randomBytes: (size: number) => Buffer };
export type WooCredentials = {
  /** The shop's home, with or without a slash at its end; may lie in a folder. */
  baseUrl: string;
  consumerKey: string;
  consumerSecret: string;
  /** basic: https. oauth1: http. query: https whose host strips the Authorization header; the keys then stand in the shop's logs. */
  auth: WooAuth;
};

/** Lists become "1,2,3"; undefined is left out. */
export type WooQuery = Record<string, string | number | boolean | readonly (string | number)[] | undefined>;
/** `namespace`: where WooCommerce keeps the address, the API's own unless told; its keys hold in all of them. */
export type WooRequest = { timeoutMs?: number; signal?: AbortSignal; namespace?: "wc/v3" | "wc-analytics" };
export type WooAnswer = {
  /** Object or list; a number that JavaScript cannot hold exactly is text. */
  json: unknown;
  /** X-WP-Total and X-WP-TotalPages; null where the shop says none. */
  total: number | null;
  totalPages: number | null;
  /** The shop's clock (Date header, whole seconds). */
  shopTime: Date | null;
  /** Our clock, just before the request. */
  sentAt: Date;
  tookMs: number;
  /** Of the body, unpacked. */
  bytes: number;
  headers: Headers;
};

/** Every call throws WooError, or OutgoingError `aborted` when its own signal ended it. Nothing is tried twice. */
export type WooClient = {
  /** @param path such as "products" or "products/12/variations" */
  get(path: string, query?: WooQuery, request?: WooRequest): Promise<WooAnswer>;
  post(path: string, body: unknown, request?: WooRequest): Promise<WooAnswer>;
  put(path: string, body: unknown, request?: WooRequest): Promise<WooAnswer>;
  delete(path: string, query?: WooQuery, request?: WooRequest): Promise<WooAnswer>;
};

/** Firewalls let in by name what says its name; a shop's log tells who asked. */
export const USER_AGENT = "FikoSync/1";
const DEFAULT_TIMEOUT_MS = 30_000;
/** A hundred products of 300 KB each; WordPress itself would be out of memory. */
const MAX_BYTES = 32 * 1_048_576;
const NONCE_BYTES = 12;

/** https://shop.example/folder → https://shop.example/folder/wp-json/wc/v3/ ; WooCommerce takes keys below wc/ and wc-…/ only. */
const apiUrlOf = (baseUrl: string, namespace: string): string => `${siteUrlOf(baseUrl)}wp-json/${namespace}/`;

/** The shop's home with one slash at its end, without query and fragment. */
export function siteUrlOf(baseUrl: string): string {
  const { origin, pathname } = new URL(baseUrl);
  return `${origin}${pathname.replace(/\/+$/, "")}/`;
}

/** WooCommerce's REST API v3 of one shop. The connection's first accepted request teaches it that the key is known. */
export function createWooClient({ fetch, now, randomBytes }: WooDeps, credentials: WooCredentials): WooClient {
  const { consumerKey: key, consumerSecret: secret, auth } = credentials;
  let isKnown = false;

  async function send(method: "GET" | "POST" | "PUT" | "DELETE", path: string, query: WooQuery, body: unknown, request: WooRequest) {
    if (!URL.canParse(credentials.baseUrl)) throw new WooError("address_blocked", { detail: "not an address" });
    const apiUrl = apiUrlOf(credentials.baseUrl, request.namespace ?? "wc/v3");
    const url = `${apiUrl}${path.replace(/^\/+/, "")}${queryText({ ...query, ...(auth === "query" && { consumer_key: key, consumer_secret: secret }) })}`;
    const sentAt = now();
    const authorization = {
      basic: () => `Basic ${Buffer.from(`${key}:${secret}`).toString("base64")}`,
      oauth1: () => signOAuth(method, url, { key, secret }, stampOf(sentAt, randomBytes)),
      query: () => null,
    }[auth]();

    const answer = await answerOf(
      fetch(url, {
        method,
        headers: {
          accept: "application/json",
          "user-agent": USER_AGENT,
          ...(authorization && { authorization }),
          ...(body !== undefined && { "content-type": "application/json" }),
        },
        body: body === undefined ? undefined : JSON.stringify(body),
        timeoutMs: request.timeoutMs ?? DEFAULT_TIMEOUT_MS,
        maxBytes: MAX_BYTES,
        signal: request.signal,
      }),
    );
    const json = readAnswer(answer, { auth, isWrite: method !== "GET", isKnown, apiUrl, now: sentAt });
    isKnown = true;
    return describe(answer, json, sentAt);
  }

  return {
    get: (path, query = {}, request = {}) => send("GET", path, query, undefined, request),
    post: (path, body, request = {}) => send("POST", path, {}, body, request),
    put: (path, body, request = {}) => send("PUT", path, {}, body, request),
    delete: (path, query = {}, request = {}) => send("DELETE", path, query, undefined, request),
  };
}

/** No answer at all is a WooError too, but for the caller's own wish. */
async function answerOf(answer: Promise<OutgoingAnswer>): Promise<OutgoingAnswer> {
  try {
    return await answer;
  } catch (error) {
    if (error instanceof OutgoingError && error.kind !== "aborted") throw new WooError(error.kind, { detail: error.detail });
    throw error;
  }
}

const describe = ({ headers, body, tookMs }: OutgoingAnswer, json: unknown, sentAt: Date): WooAnswer => ({
  json,
  total: countOf(headers.get("x-wp-total")),
  totalPages: countOf(headers.get("x-wp-totalpages")),
  shopTime: dateOf(headers.get("date")),
  sentAt,
  tookMs,
  bytes: Buffer.byteLength(body),
  headers,
});

const countOf = (header: string | null): number | null => (header !== null && /^\d{1,15}$/.test(header.trim()) ? Number(header) : null);

const stampOf = (at: Date, randomBytes: WooDeps["randomBytes"]) => ({
  timestamp: String(Math.floor(at.getTime() / 1_000)),
  nonce: randomBytes(NONCE_BYTES).toString("hex"),
});

/** RFC 3986, as OAuth signs it: a space is %20, and not +. */
function queryText(query: WooQuery): string {
  const encode = (text: string) =>
    encodeURIComponent(text).replace(/[!*'()]/g, (sign) => `%${sign.charCodeAt(0).toString(16).toUpperCase()}`);
  const pairs = Object.entries(query).flatMap(([name, value]) =>
    value === undefined ? [] : [`${encode(name)}=${encode(Array.isArray(value) ? value.join(",") : String(value))}`],
  );
  return pairs.length > 0 ? `?${pairs.join("&")}` : "";
}
