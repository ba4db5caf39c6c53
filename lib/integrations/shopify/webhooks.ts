import { createHmac, timingSafeEqual } from "node:crypto";
import { parseExactly } from "../woocommerce/parse-event";
import { readGid } from "./gid";
import { isShopDomain } from "./shop-address";

const DIGEST_BYTES = 32;

/**
 * X-Shopify-Hmac-SHA256: base64 of HMAC-SHA256 over the raw body, keyed with the app's secret. Constant time, whatever is wrong.
 * @param secrets the new one and the old one: after a rotation Shopify signs with the old one for up to an hour
 */
export function isSignedByShopify(rawBody: Uint8Array, signature: string | null, secrets: readonly string[]): boolean {
  const given = Buffer.from(signature ?? "", "base64");
  // Node's decoder forgives; the text itself must be that of 32 bytes.
  const isWellFormed = given.length === DIGEST_BYTES && /^[A-Za-z0-9+/]{43}=$/.test(signature ?? "");
  const candidate = isWellFormed ? given : Buffer.alloc(DIGEST_BYTES);
  let matches = false;
  for (const secret of secrets) {
    const isEqual = timingSafeEqual(createHmac("sha256", secret).update(rawBody).digest(), candidate);
    matches = (isEqual && secret !== "") || matches;
  }
  return isWellFormed && matches;
}

export type DeliveryHead = {
  /** "products/update"; "" when there is none. */
  topic: string;
  /** Null: none, or not one of Shopify's. */
  shopDomain: string | null;
  /** The same in every retry of one delivery. */
  webhookId: string | null;
  /** The same in all deliveries of one event, to several subscriptions too. */
  eventId: string | null;
  /** When it happened, on Shopify's clock: retries carry the old body and the old time. */
  triggeredAt: Date | null;
  apiVersion: string | null;
};

const MAX_HEADER = 255;

/** Names are case-insensitive; nothing here is trusted before the signature. */
export function readDeliveryHead(headers: Pick<Headers, "get">): DeliveryHead {
  const read = (name: string): string | null => headers.get(`x-shopify-${name}`)?.trim().slice(0, MAX_HEADER) || null;
  const shopDomain = read("shop-domain")?.toLowerCase();
  const triggeredAt = new Date(read("triggered-at") ?? Number.NaN);
  return {
    topic: read("topic")?.toLowerCase() ?? "",
    shopDomain: isShopDomain(shopDomain) ? shopDomain : null,
    webhookId: read("webhook-id"),
    eventId: read("event-id"),
    triggeredAt: Number.isNaN(triggeredAt.getTime()) ? null : triggeredAt,
    apiVersion: read("api-version"),
  };
}

export type Delivery =
  /**
   * A product was created or changed. The body is REST's: no stock policy's tracking, no address in the shop, no collections, and at most
   * 100 of 2,048 variants. So it says that there is something to fetch by `id`, never what. `json` is for the record.
   */
  | { kind: "product"; id: string; json: Record<string, unknown>; updatedAt: Date | null }
  | { kind: "deleted"; id: string }
  /** `available` is of one place only and null where nothing is counted: the product's stock is to be fetched. */
  | { kind: "inventory"; inventoryItemId: string; locationId: string | null; available: number | null }
  | { kind: "uninstalled" }
  /** customers/data_request, customers/redact, shop/redact: Shopify wants a 2xx, and the data gone within 30 days. */
  | { kind: "privacy"; topic: string; json: Record<string, unknown> }
  | { kind: "other"; topic: string }
  | { kind: "junk"; reason: string };

const PRIVACY = ["customers/data_request", "customers/redact", "shop/redact"];

/** What an authentic delivery is about. Never throws: junk is stored and shown, not refused. */
export function readDelivery(topic: string, rawBody: string): Delivery {
  if (topic === "app/uninstalled") return { kind: "uninstalled" };
  const isOurs = topic.startsWith("products/") || topic === "inventory_levels/update" || PRIVACY.includes(topic);
  if (!isOurs) return topic === "" ? { kind: "junk", reason: "no topic" } : { kind: "other", topic };
  const json = parseObject(rawBody);
  if (json === null) return { kind: "junk", reason: "not a JSON object" };
  if (PRIVACY.includes(topic)) return { kind: "privacy", topic, json };
  if (topic === "inventory_levels/update") return readInventory(json);

  const id = idOf(json, "Product");
  if (id === null) return { kind: "junk", reason: "no product id" };
  if (topic === "products/delete") return { kind: "deleted", id };
  if (topic !== "products/create" && topic !== "products/update") return { kind: "other", topic };
  const updatedAt = new Date(typeof json.updated_at === "string" ? json.updated_at : Number.NaN);
  return { kind: "product", id, json, updatedAt: Number.isNaN(updatedAt.getTime()) ? null : updatedAt };
}

function readInventory(json: Record<string, unknown>): Delivery {
  const inventoryItemId = digitsOf(json.inventory_item_id);
  if (inventoryItemId === null) return { kind: "junk", reason: "no inventory item id" };
  const available = typeof json.available === "number" && Number.isSafeInteger(json.available) ? json.available : null;
  return { kind: "inventory", inventoryItemId, locationId: digitsOf(json.location_id), available };
}

/** Numbers beyond 53 bits keep their digits as text: Shopify's own examples have such ids. */
function parseObject(rawBody: string): Record<string, unknown> | null {
  try {
    const value = parseExactly(rawBody);
    return typeof value === "object" && value !== null && !Array.isArray(value) ? (value as Record<string, unknown>) : null;
  } catch {
    return null;
  }
}

const digitsOf = (value: unknown): string | null => {
  const digits = typeof value === "number" || typeof value === "string" ? String(value) : "";
  return /^[1-9]\d{0,19}$/.test(digits) ? digits : null;
};

const idOf = (json: Record<string, unknown>, kind: string): string | null => {
  const gid = readGid(json.admin_graphql_api_id);
  return gid?.kind === kind ? gid.id : digitsOf(json.id);
};
