import { createHash, randomBytes } from "node:crypto";
import type { RawAnswer } from "./answer-fault";
import type { Caller } from "./authenticate";
import type { ApiKey } from "./api-key";
import type { Shop } from "./shop";

/**
 * /wc-auth/v1/…: an app asks for keys, the merchant says yes or no, the keys are posted to the app (class-wc-auth.php of
 * 9.9.5, read, not copied). Nothing was captured of it.
 */
export const isKeyDesk = (path: string): boolean => path.startsWith("/wc-auth/v1/");

const SCOPES = ["read", "write", "read_write"] as const;
const REQUIRED = ["app_name", "user_id", "return_url", "callback_url", "scope"] as const;
type Asked = Record<(typeof REQUIRED)[number], string>;

const POST_TIMEOUT_MS = 60_000;
const KEY_BYTES = 20;
/** A nonce of WordPress works many times within a day: it binds the visitor, not the visit. */
const SALT = randomBytes(16);
const nonceOf = ({ settings: { siteUrl } }: Shop): string => createHash("sha256").update(SALT).update(siteUrl).digest("hex").slice(0, 10);

class Refusal extends Error {}

export async function answerKeyDesk(shop: Shop, call: Caller): Promise<RawAnswer> {
  const params = new URLSearchParams([...call.query].map(([name, value]) => [name, String(value)]));
  try {
    const asked = readAsked(params, shop.settings.allowsPlainCallback);
    const route = call.path.slice("/wc-auth/v1/".length).replace(/\/$/, "").toLowerCase();
    // The merchant is always signed in here.
    if (route === "login") return redirect(urlOf(shop, "authorize", asked));
    if (route === "authorize") return page(200, asked.app_name, askMerchant(shop, asked));
    if (route === "access_granted") return await giveKeys(shop, asked, params.get("wc_auth_nonce"));
    throw new Refusal("You do not have permission to access this page");
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    return page(401, "Access denied", `<p>Error: ${escape(error.message)}.</p>`);
  }
}

function readAsked(params: URLSearchParams, allowsPlainCallback: boolean): Asked {
  const values = REQUIRED.map((name) => {
    const value = params.get(name);
    // PHP's empty(): "0" is.
    if (!value || value === "0") throw new Refusal(`Missing parameter ${name}`);
    return [name, value] as const;
  });
  const asked = Object.fromEntries(values) as Asked;
  if (!SCOPES.some((scope) => scope === asked.scope)) throw new Refusal(`Invalid scope ${asked.scope}`);
  for (const name of ["return_url", "callback_url"] as const) {
    asked[name] = formatUrl(asked[name]);
    if (!URL.canParse(asked[name])) throw new Refusal(`The ${asked[name]} is not a valid URL`);
  }
  if (!allowsPlainCallback && !/^https:\/\//i.test(asked.callback_url)) throw new Refusal("The callback_url needs to be over SSL");
  return asked;
}

/** Decoded once more than PHP did: an encoded % in an address does not survive. */
function formatUrl(text: string): string {
  let url = text.replaceAll("+", " ");
  try {
    url = decodeURIComponent(url);
  } catch {
    // PHP leaves what it can not decode.
  }
  return url.includes("://") ? url : `https://${url}`;
}

const urlOf = ({ settings: { siteUrl } }: Shop, route: string, asked: Asked): string =>
  `${siteUrl}/wc-auth/v1/${route}/?${new URLSearchParams(asked)}`;

function backTo({ return_url, user_id }: Asked, success: 0 | 1): string {
  const back = new URL(return_url);
  back.searchParams.set("success", String(success));
  back.searchParams.set("user_id", user_id);
  return back.href;
}

function askMerchant(shop: Shop, asked: Asked): string {
  const granted = `${urlOf(shop, "access_granted", asked)}&wc_auth_nonce=${nonceOf(shop)}`;
  return [
    `<h1>${escape(asked.app_name)} would like to connect to your store</h1>`,
    `<p>This will give "${escape(asked.app_name)}" ${escape(asked.scope)} access.</p>`,
    `<p>Approving will share credentials with <strong>${escape(new URL(asked.callback_url).hostname)}</strong>.</p>`,
    `<p class="wc-auth-actions"><a href="${escape(granted)}" class="button button-primary wc-auth-approve">Approve</a>`,
    `<a href="${escape(backTo(asked, 0))}" class="button wc-auth-deny">Deny</a></p>`,
  ].join("\n");
}

/** The page of the merchant waits for the app's answer: whoever asks the shop something in between waits for a second PHP worker. */
async function giveKeys(shop: Shop, asked: Asked, nonce: string | null): Promise<RawAnswer> {
  if (nonce !== nonceOf(shop)) throw new Refusal("Invalid nonce verification");
  const random = () => randomBytes(KEY_BYTES).toString("hex");
  const key: ApiKey = {
    consumerKey: `ck_${random()}`,
    consumerSecret: `cs_${random()}`,
    permissions: asked.scope as ApiKey["permissions"],
  };
  shop.keys.push(key);
  const body = JSON.stringify({
    key_id: shop.keys.length,
    user_id: asked.user_id,
    consumer_key: key.consumerKey,
    consumer_secret: key.consumerSecret,
    key_permissions: key.permissions,
  });
  try {
    const headers = { "Content-Type": "application/json;charset=UTF-8", "User-Agent": `WordPress/6.8.7; ${shop.settings.siteUrl}` };
    const signal = AbortSignal.timeout(POST_TIMEOUT_MS);
    const answer = await fetch(asked.callback_url, { method: "POST", headers, body, signal }).catch((error: unknown) => {
      throw new Refusal(error instanceof Error ? error.message : "A valid URL was not provided.");
    });
    await answer.body?.cancel();
    if (answer.status !== 200) throw new Refusal("An error occurred in the request and at the time were unable to send the consumer data");
  } catch (error) {
    shop.keys.splice(shop.keys.indexOf(key), 1);
    throw error;
  }
  return redirect(backTo(asked, 1));
}

const HTML = { "Content-Type": "text/html; charset=UTF-8" };
const redirect = (location: string): RawAnswer => ({ status: 302, headers: { ...HTML, Location: location }, body: "" });
const page = (status: number, title: string, body: string): RawAnswer => ({
  status,
  headers: HTML,
  body: `<!DOCTYPE html>\n<html lang="en"><head><title>${escape(title)}</title></head><body>${body}</body></html>\n`,
});
const escape = (text: string): string => text.replace(/[&<>"']/g, (char) => `&#${char.charCodeAt(0)};`);
