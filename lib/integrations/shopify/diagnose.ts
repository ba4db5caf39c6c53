import type { GuardedFetch } from "@/lib/core/outgoing/guarded-fetch";
import type { AccessToken } from "./client";
import { findProductOfInventoryItem } from "./fetch-product";
import { openShopifyClient } from "./open-client";
import { countProducts, listProducts, readShop } from "./pull";
import { isShopDomain, loopbackOrigin } from "./shop-address";
import { ShopifyError, type ShopifyProblem } from "./shopify-error";
import type { Clock } from "./transport";

/** Problems of a question, and what the doctor itself has to say. */
export type ShopifyFindingCode =
  | Exclude<ShopifyProblem, `bulk_${string}` | "aborted">
  | "address_invalid"
  | "token_accepted"
  | "shop_renamed"
  | "app_secret_missing"
  | "currency_found"
  | "products_found"
  | "no_products";
export type ShopifyFinding = { code: ShopifyFindingCode; severity: "ok" | "warning" | "error"; facts: Record<string, string | number> };
export type ShopifyDiagnosis = {
  findings: ShopifyFinding[];
  /** As the connection is kept: Shopify's own name of the shop; null: not reached. */
  address: string | null;
  learned: { currency: string | null; products: number | null; skewMs: number | null };
};

const nothing = { currency: null, products: null, skewMs: null };
const finding = (
  code: ShopifyFindingCode,
  severity: ShopifyFinding["severity"] = "ok",
  facts: ShopifyFinding["facts"] = {},
): ShopifyFinding => ({ code, severity, facts });

/**
 * What people write → https://name.myshopify.com: the name alone, with or without https, the address of the admin too. A
 * loopback address stays one (development). Null: none of these.
 */
export function readShopAddress(text: string): string | null {
  const written = text.trim().toLowerCase().replace(/\/+$/, "");
  const inAdmin = /^(?:https:\/\/)?admin\.shopify\.com\/store\/([a-z0-9-]+)(?:\/.*)?$/.exec(written)?.[1];
  const host = inAdmin ?? written.replace(/^https?:\/\//, "").replace(/\/.*$/, "");
  const domain = /^[a-z0-9-]+$/.test(host) && host !== "localhost" ? `${host}.myshopify.com` : host;
  if (isShopDomain(domain)) return `https://${domain}`;
  try {
    return loopbackOrigin(written);
  } catch {
    return null;
  }
}

export const addressInvalid = (given: string): ShopifyFinding => finding("address_invalid", "error", { address: given });

/** What the way to a shop ran into. */
export function findingOf({ problem, detail }: ShopifyError, address: string): ShopifyFinding {
  const code = problem === "aborted" || isOfBulk(problem) ? "network" : problem;
  return finding(code, "error", { detail, host: new URL(address).host });
}

/** Finds in the order in which things must be right, stops at the first that is not. Changes nothing in the shop. */
export async function diagnoseShopify(
  deps: Clock & { outgoing: GuardedFetch },
  /** `canVerify`: the secret that signs the shop's webhooks is known. */
  { address: given, accessToken, canVerify }: { address: string; accessToken: AccessToken; canVerify: boolean },
): Promise<ShopifyDiagnosis> {
  const address = readShopAddress(given);
  if (address === null) return { findings: [addressInvalid(given)], address, learned: nothing };
  const findings: ShopifyFinding[] = [];
  const learned: ShopifyDiagnosis["learned"] = { ...nothing };
  let kept = address;
  try {
    const client = openShopifyClient(deps, { address, accessToken });
    const sentAt = deps.now().getTime();
    const shop = await readShop(client);
    learned.skewMs = shop.shopTime ? shop.shopTime.getTime() - (sentAt + deps.now().getTime()) / 2 : null;
    learned.currency = shop.currency;
    findings.push(finding("token_accepted", "ok", { shop: shop.name }));
    if (address.endsWith(".myshopify.com") && isShopDomain(shop.domain)) kept = `https://${shop.domain}`;
    if (kept !== address) findings.push(finding("shop_renamed", "ok", { address: kept }));
    learned.products = (await countProducts(client)).count;
    // The query every sync asks, for one product: rights that lack show here and not in the night.
    await listProducts(client, { pageSize: 1 }).next();
    // Stock is told by inventory items; that there is none of this number does not matter.
    await findProductOfInventoryItem(client, "1");
  } catch (error) {
    if (!(error instanceof ShopifyError)) throw error;
    return { findings: [...findings, findingOf(error, kept)], address: kept, learned };
  }
  findings.push(finding("currency_found", "ok", { currency: learned.currency }));
  findings.push(learned.products > 0 ? finding("products_found", "ok", { products: learned.products }) : finding("no_products", "warning"));
  if (!canVerify) findings.push(finding("app_secret_missing", "warning"));
  return { findings, address: kept, learned };
}

const isOfBulk = (problem: ShopifyProblem): problem is Extract<ShopifyProblem, `bulk_${string}`> => problem.startsWith("bulk_");
