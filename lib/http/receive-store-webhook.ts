import { createHash, createHmac, timingSafeEqual } from "node:crypto";
import { clientAddress } from "@/lib/access/addresses";
import { isUuid } from "@/lib/access/caller";
import { eventTypes, NO_PRODUCT, type IncomingEvent } from "@/lib/events/incoming-event";
import { readDelivery, type WooDelivery } from "@/lib/integrations/woocommerce/rest/read-delivery";
import { readRestProduct } from "@/lib/integrations/woocommerce/rest/read-product";
import { hasVariations } from "@/lib/integrations/woocommerce/rest/rest-values";
import { openConnection } from "@/lib/sync/connections/open-connection";
import type { Runtime } from "@/lib/runtime";
import { withBody } from "./body-room";
import type { DeliveryRequest } from "./delivery-request";
import { keptHeaders } from "./kept-headers";
import { receiveNotice } from "./receive-notice";
import { refuseSignature } from "./refuse-signature";

/**
 * Webhooks that WooCommerce itself sends. It never sends twice, and gives up on us after seven refusals:
 * whatever is authentic is kept and answered with 200, over the rate too, junk too. Orders and customers are nobody's
 * business here: their bodies are not kept, what they did to stock comes as a product's webhook of its own.
 */
const MAX_BYTES = 8 << 20;
/** webhook_id=… */
const MAX_GREETING_BYTES = 256;
const OF_PRODUCTS = /^product\./;
/** Without a topic, or with a plugin's own, the address alone says what it is about: it is read as news of a product, or is junk. */
const OF_OTHERS = /^(order|customer|coupon)\./;

export type StoreWebhookAnswer = { status: "ok" | "accepted" | "skipped" | "ignored" };

/**
 * What cannot be authentic is refused before its body is read.
 * @throws AppError webhook_signature_wrong: 401, and nothing about why · unavailable: it could not be committed, or read now
 */
export async function receiveStoreWebhook(
  deps: Runtime,
  request: DeliveryRequest,
  resource: string,
  storeId: string,
): Promise<StoreWebhookAnswer> {
  const address = clientAddress(request.context.socketAddress, request.headers.get("x-forwarded-for"), deps.env.TRUSTED_PROXY_COUNT);
  const topic = request.headers.get("x-wc-webhook-topic");
  const signature = request.headers.get("x-wc-webhook-signature");
  // The greeting of a new webhook: unsigned, without any header of WooCommerce's.
  if (signature === null && topic === null && (await isGreeting(request))) return { status: "ok" };

  const secret = signature !== null && isUuid(storeId) ? (await openConnection(deps, storeId))?.webhookSecret : null;
  if (!secret) return refuseSignature(deps, address);
  return withBody(request, MAX_BYTES, storeId, async (body) => {
    if (!isSigned(body, signature, secret)) return refuseSignature(deps, address);
    if (resource !== "product" || OF_OTHERS.test(topic ?? "")) return { status: "ignored" };
    const sent = { address, requestId: request.context.requestId, headers: keptHeaders(request, KEPT_HEADERS) };
    const about = topic !== null && OF_PRODUCTS.test(topic) ? topic : "product.updated";
    return { status: await receiveNotice(deps, toEvent(storeId, about, body.toString("utf8"), sent)) };
  });
}

async function isGreeting(request: DeliveryRequest): Promise<boolean> {
  // Longer, or broken off: whatever it was, it was no greeting.
  const body = await request.readBody(MAX_GREETING_BYTES).catch(() => null);
  return body !== null && readDelivery(null, body).kind === "ping";
}

/** Base64 of HMAC-SHA256 over the raw bytes, compared in constant time. */
function isSigned(body: Buffer, signature: string | null, secret: string): boolean {
  const expected = createHmac("sha256", secret).update(body).digest();
  const given = Buffer.from(signature ?? "", "base64");
  return given.length === expected.length && timingSafeEqual(given, expected);
}

type Sent = { address: string | null; requestId: string; headers: Record<string, string> };

/** A delivery has no id of its own (X-WC-Webhook-Delivery-ID is that of a second): topic, product and body are its identity. */
function toEvent(storeId: string, topic: string, raw: string, { address, requestId, headers }: Sent): IncomingEvent {
  const delivery = readDelivery(topic, raw);
  const productId = idOf(delivery);
  const hash = createHash("sha256").update(raw).digest("hex").slice(0, 32);
  const whole =
    delivery.kind === "product" && !hasVariations(delivery.json)
      ? readRestProduct(delivery.json, { currency: null, variations: [] })
      : null;
  return {
    storeId,
    tokenId: null,
    eventId: `wh_${topic.slice(0, 60)}_${productId}_${hash}`,
    eventType: eventTypes.find((type) => type === topic) ?? "product.updated",
    source: whole?.ok && topic !== "product.deleted" ? "woocommerce_webhook" : "woocommerce_notice",
    productId,
    occurredAt: whole?.ok ? whole.draft.sourceUpdatedAt : null,
    payload: withoutPassword(raw.replaceAll("\u0000", "")),
    headers,
    sourceIp: address,
    requestId,
  };
}

function idOf(delivery: WooDelivery): string {
  if (delivery.kind === "variation") return delivery.parentId ?? delivery.id;
  return delivery.kind === "product" || delivery.kind === "gone" ? delivery.id : NO_PRODUCT;
}

/** WooCommerce tells a product's password in clear; that there is one is all we keep. */
const withoutPassword = (raw: string): string => raw.replace(/("post_password"\s*:\s*)"(?:[^"\\]|\\.)+"/g, '$1"(not kept)"');

const KEPT_HEADERS = /^(user-agent|content-type|content-length|x-wc-webhook-(?!signature)[a-z-]+)$/;
