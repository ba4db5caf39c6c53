import type { IncomingHttpHeaders } from "node:http";
import type { ApiKey } from "./api-key";
import { OAuthDesk, readOAuthHeader } from "./oauth";
import type { PhpQuery } from "./php-query";
import { RestError } from "./rest-error";
import type { Shop } from "./shop";

export type Caller = { method: string; /** As sent, without the query. */ path: string; query: PhpQuery; headers: IncomingHttpHeaders };

const MS_PER_SECOND = 1_000;
/** Keys are looked at nowhere else. */
const isKeyTaken = (path: string): boolean => /\/wp-json\/wc[/-]/.test(path);

export class Authenticator {
  #oauth = new OAuthDesk();

  /** @returns the key, or null for a stranger: an unknown key is one. @throws RestError 401 */
  authenticate({ settings, keys, clock }: Shop, caller: Caller): ApiKey | null {
    if (!isKeyTaken(caller.path)) return null;
    const basic = settings.treatHttpAsHttps || settings.siteUrl.startsWith("https:") ? authenticateBasic(keys, caller) : null;
    if (basic) return basic;
    const call = { method: caller.method, url: `${settings.siteUrl}${caller.path}`, params: oauthParams(caller) };
    return this.#oauth.authenticate(call, keys, Math.floor(clock.now() / MS_PER_SECOND));
  }
}

/** Keys in the query come before the header's. */
function authenticateBasic(keys: readonly ApiKey[], { query, headers }: Caller): ApiKey | null {
  const inQuery = [query.get("consumer_key"), query.get("consumer_secret")];
  const [consumerKey, consumerSecret] = inQuery.every((value) => typeof value === "string") ? inQuery : readBasic(headers.authorization);
  if (!consumerKey || !consumerSecret) return null;
  const key = keys.find((one) => one.consumerKey === consumerKey);
  if (!key) return null;
  if (key.consumerSecret !== consumerSecret) {
    throw new RestError(401, "woocommerce_rest_authentication_error", "Consumer secret is invalid.");
  }
  return key;
}

function readBasic(header: string | undefined): [string?, string?] {
  if (!header?.startsWith("Basic ")) return [];
  const text = Buffer.from(header.slice("Basic ".length), "base64").toString("utf8");
  const colon = text.indexOf(":");
  return colon < 0 ? [] : [text.slice(0, colon), text.slice(colon + 1)];
}

/** Query and header together; lists are numbered, as PHP has them. */
function oauthParams({ query, headers }: Caller): Map<string, string> {
  const flat = [...query].flatMap(([name, value]): [string, string][] =>
    Array.isArray(value) ? value.map((item, index) => [`${name}[${index}]`, item]) : [[name, value]],
  );
  return new Map([...flat, ...readOAuthHeader(headers.authorization)]);
}

/** What a key may do is asked before the route is looked for. @throws RestError 401, not 403 */
export function checkPermissions({ permissions }: ApiKey, method: string): void {
  const needed = method === "GET" || method === "HEAD" ? "read" : "write";
  if (permissions === "read_write" || permissions === needed) return;
  throw new RestError(401, "woocommerce_rest_authentication_error", `The API key provided does not have ${needed} permissions.`);
}

const STRANGER_WORDS: Record<string, [code: string, message: string]> = {
  list: ["woocommerce_rest_cannot_view", "Sorry, you cannot list resources."],
  view: ["woocommerce_rest_cannot_view", "Sorry, you cannot view this resource."],
  create: ["woocommerce_rest_cannot_create", "Sorry, you are not allowed to create resources."],
  edit: ["woocommerce_rest_cannot_edit", "Sorry, you are not allowed to edit this resource."],
  delete: ["woocommerce_rest_cannot_delete", "Sorry, you are not allowed to delete this resource."],
  batch: ["woocommerce_rest_cannot_batch", "Sorry, you are not allowed to batch manipulate this resource."],
};

export function refuseStranger(method: string, route: string): RestError {
  const isSingle = /\/\d+$/.test(route);
  const what = route.endsWith("/batch")
    ? "batch"
    : method === "GET"
      ? isSingle
        ? "view"
        : "list"
      : method === "DELETE"
        ? "delete"
        : isSingle
          ? "edit"
          : "create";
  const [code, message] = STRANGER_WORDS[what] ?? ["woocommerce_rest_cannot_view", "Sorry, you cannot list resources."];
  return new RestError(401, code, message);
}
