import type { Caller } from "@/lib/access/caller";
import type { Deps } from "@/lib/core/deps";
import { AppError } from "@/lib/core/errors";
import type { Env } from "@/lib/core/env";
import type { Language } from "@/lib/i18n/language";
import { beginAuthorization, endAuthorization, keepArrivedKeys, readAuthorization } from "@/lib/sync/connections/authorization";
import { connectWooCommerce, type ConnectDeps } from "./connect-store";
import { readShopUrl } from "./shop-url";
import type { WooKeysArrived } from "./wire";

/**
 * WooCommerce's own way to give keys (its class-wc-auth.php, 9.9.5). The owner is sent to the shop with a state; on their
 * yes the shop makes a key, posts it to us and, if we answer 200, sends them back; any other answer revokes the key.
 * The shop waits for that answer within the owner's request: one with a single PHP worker could not answer a question of
 * ours meanwhile. So the keys are only kept then, and looked at when the owner is back.
 */
const APP_NAME = "Fiko Sync";
const LOOPBACK = /^http:\/\/(localhost|127\.0\.0\.1|\[::1\])(:\d+)?(\/|$)/;

type Settings = Pick<Env, "PUBLIC_URL" | "ALLOW_PRIVATE_SHOPS">;
type AuthorizeDeps = Pick<Deps, "db" | "encryption" | "now" | "randomBytes"> & { env: Settings };

/** WooCommerce posts keys to https only. The stand-in shop of development, on this machine, takes less. */
export const mayReceiveKeys = ({ PUBLIC_URL, ALLOW_PRIVATE_SHOPS }: Settings): boolean =>
  PUBLIC_URL.startsWith("https://") || ALLOW_PRIVATE_SHOPS;

/** @throws AppError store_not_found · body_invalid: `shop_url` is none, or (`public_url`) this hub has no https address */
export async function beginWooAuthorization(
  deps: AuthorizeDeps,
  caller: Caller,
  storeId: string,
  shopUrl: string,
): Promise<{ authorizeUrl: string; expiresAt: Date }> {
  const address = readShopUrl(shopUrl);
  if (address === null) throw new AppError("body_invalid", { fields: { shop_url: "write it as you open it in a browser, with https://" } });
  const { PUBLIC_URL } = deps.env;
  if (!PUBLIC_URL.startsWith("https://") && !(mayReceiveKeys(deps.env) && LOOPBACK.test(address)))
    throw new AppError("body_invalid", {
      fields: { public_url: "must be https for WooCommerce to send keys to: set PUBLIC_URL, or connect with keys made by hand" },
    });
  const { state, expiresAt } = await beginAuthorization(deps, caller, storeId, { kind: "woocommerce", address });
  const query = new URLSearchParams({
    app_name: APP_NAME,
    // Webhooks are made with it: reading alone would leave changes to the schedule.
    scope: "read_write",
    user_id: state,
    return_url: `${PUBLIC_URL}/stores/${storeId}/connect/return`,
    callback_url: `${PUBLIC_URL}/api/woocommerce/authorized/`,
  });
  return { authorizeUrl: `${address}/wc-auth/v1/authorize?${query}`, expiresAt };
}

/** The shop's own message, while it waits. Asks the shop nothing. @throws AppError authorization_invalid: it revokes the key then */
export async function receiveWooKeys(
  deps: Pick<Deps, "db" | "encryption" | "now" | "randomBytes">,
  { state, ...keys }: WooKeysArrived,
): Promise<{ status: "ok" }> {
  if (!(await keepArrivedKeys(deps, state, keys))) throw new AppError("authorization_invalid");
  return { status: "ok" };
}

/**
 * The owner is back. May run twice and may be tried again: the keys wait until the shop is connected with them or their
 * half hour is over, for another yes would make another key in the shop.
 * @throws AppError authorization_invalid · connection_failed · store_not_found
 */
export async function finishAuthorization(
  deps: ConnectDeps,
  caller: Caller,
  state: string,
  language: Language,
): Promise<{ storeId: string; taskId: string | null }> {
  const { storeId, address, credentials } = await readAuthorization(deps, caller, state);
  // Null: the keys have not come. Nobody comes back before them but who wrote the address themselves.
  if (credentials === null || !("consumerKey" in credentials)) throw new AppError("authorization_invalid");
  const asked = { kind: "woocommerce" as const, shopUrl: address, ...credentials };
  const { taskId = null } = await connectWooCommerce(deps, caller, storeId, asked, language);
  await endAuthorization(deps, caller, state);
  return { storeId, taskId };
}
