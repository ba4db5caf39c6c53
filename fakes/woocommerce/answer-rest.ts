import { drawProduct } from "../pictures/draw-product";
import type { RawAnswer } from "./answer-fault";
import { checkPermissions, refuseStranger, type Authenticator, type Caller } from "./authenticate";
import { answerKeyDesk, isKeyDesk } from "./key-desk";
import { phpJson } from "./php-json";
import { parseQuery } from "./php-query";
import { pickFields } from "./pick-fields";
import { noRoute, RestError } from "./rest-error";
import type { Answer, RestRequest } from "./rest-request";
import { findRoute } from "./routes";
import type { Shop } from "./shop";

export type HttpCall = Caller & { bodyText: string };

const ALWAYS = {
  "Content-Type": "application/json; charset=UTF-8",
  "X-Robots-Tag": "noindex",
  "X-Content-Type-Options": "nosniff",
  "Access-Control-Expose-Headers": "X-WP-Total, X-WP-TotalPages, Link",
  "Access-Control-Allow-Headers": "Authorization, X-WP-Nonce, Content-Disposition, Content-MD5, Content-Type",
  Expires: "Wed, 11 Jan 1984 05:00:00 GMT",
  "Cache-Control": "no-cache, must-revalidate, max-age=0, no-store, private",
};

const FRONT_PAGE = "<!DOCTYPE html>\n<html><head><title>Shop</title></head><body>Welcome</body></html>\n";

/** The part of a path WordPress routes to its API, or null. Trailing slashes do not matter. */
function routeOf({ settings: { permalinks } }: Shop, { path, query }: HttpCall): string | null {
  const inQuery = query.get("rest_route");
  const route = path.startsWith("/wp-json") && permalinks === "pretty" ? path.slice("/wp-json".length) : inQuery;
  return typeof route === "string" ? route.replace(/\/+$/, "") : null;
}

export async function answerRest(shop: Shop, authenticator: Authenticator, call: HttpCall): Promise<RawAnswer> {
  const route = routeOf(shop, call);
  // Both are addresses that WordPress knows with pretty permalinks only.
  if (isKeyDesk(call.path) && shop.settings.permalinks === "pretty") return answerKeyDesk(shop, call);
  if (route === null) return answerPage(shop, call);
  const { query } = call;
  const index = `<${shop.settings.siteUrl}/wp-json/>; rel="https://api.w.org/"`;
  let allow: string | undefined;
  let isStranger = true;
  const write = ({ status, body, headers }: Answer): RawAnswer => ({
    status,
    // Errors are told whole (WordPress, rest_filter_response_fields).
    body: phpJson(query.has("_fields") && status < 400 ? pickFields(body, query.get("_fields")) : body),
    headers: { ...ALWAYS, Link: index, ...(allow && { Allow: allow }), ...(isStranger && { Vary: "Origin" }), ...headers },
  });
  try {
    const key = authenticator.authenticate(shop, call);
    isStranger = key === null;
    if (key) checkPermissions(key, call.method);
    const found = findRoute(call.method, route);
    if (!found) throw noRoute();
    if (key || found.isOpen) allow = found.allow;
    const request: RestRequest = { method: call.method, route, query, body: readBody(call), ids: found.ids };
    if (!key && !found.isOpen) throw refuseStranger(call.method, route);
    return write(await found.handler(shop, request));
  } catch (error) {
    if (error instanceof RestError) return write({ status: error.status, body: error.body() });
    throw error;
  }
}

/** A JSON body of another content type is passed over in silence. @throws RestError rest_invalid_json */
function readBody({ headers, bodyText }: HttpCall): Record<string, unknown> {
  const type = headers["content-type"] ?? "";
  if (type.startsWith("application/x-www-form-urlencoded")) return Object.fromEntries(parseQuery(bodyText));
  if (!/^application\/([\w.+-]*\+)?json\b/.test(type) || bodyText === "") return {};
  try {
    const body: unknown = JSON.parse(bodyText);
    return typeof body === "object" && body !== null && !Array.isArray(body) ? (body as Record<string, unknown>) : {};
  } catch {
    const data = { json_error_code: 4, json_error_message: "Syntax error" };
    throw new RestError(400, "rest_invalid_json", "Invalid JSON body passed.", data);
  }
}

/** Where the API is not: pictures; with plain permalinks /wp-json/ is sent away, and everything else is the shop's front page. */
function answerPage({ settings: { siteUrl } }: Shop, { path }: HttpCall): RawAnswer {
  const headers = { "Content-Type": "text/html; charset=UTF-8" };
  if (path.startsWith("/wp-json")) return { status: 301, headers: { ...headers, Location: `${siteUrl}/` }, body: "" };
  const picture = drawProduct(/^\/wp-content\/uploads\/2024\/01\/([\w-]+)\.svg$/.exec(path)?.[1] ?? "");
  if (picture) return { status: 200, headers: { "Content-Type": "image/svg+xml" }, body: picture };
  if (path === "/" || path === "/index.php") return { status: 200, headers, body: FRONT_PAGE };
  return { status: 404, headers, body: FRONT_PAGE };
}
