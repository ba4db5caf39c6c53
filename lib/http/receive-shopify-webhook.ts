import { createHash } from "node:crypto";
import { clientAddress } from "@/lib/access/addresses";
import { isUuid } from "@/lib/access/caller";
import { NO_PRODUCT, type EventType, type IncomingEvent } from "@/lib/events/incoming-event";
import { webhookSecretsOf } from "@/lib/integrations/shopify/app";
import { shopDomainOf } from "@/lib/integrations/shopify/open-client";
import { isSignedByShopify, readDelivery, readDeliveryHead, type Delivery, type DeliveryHead } from "@/lib/integrations/shopify/webhooks";
import { noteFailure } from "@/lib/sync/connections/breaker";
import type { OpenConnection } from "@/lib/sync/connections/connection";
import { openConnection } from "@/lib/sync/connections/open-connection";
import type { Runtime } from "@/lib/runtime";
import type { DeliveryRequest } from "./delivery-request";
import { answerPrivacy, isAboutShop } from "./answer-privacy";
import { withBody } from "./body-room";
import { keptHeaders } from "./kept-headers";
import { receiveNotice } from "./receive-notice";
import { refuseSignature } from "./refuse-signature";
import type { StoreWebhookAnswer } from "./receive-store-webhook";

/**
 * Webhooks that Shopify itself sends. A product's body is REST's and not whole, so it is kept for the
 * record and the product is fetched; whether it is still there, too, only the fetch says. Shopify tries a delivery
 * again for four hours, with the ids of the first try.
 */
const MAX_BYTES = 8 << 20;

/**
 * What cannot be authentic is refused before its body is read.
 * @throws AppError webhook_signature_wrong: 401, and nothing about why · unavailable: it could not be committed, or read now
 */
export async function receiveShopifyWebhook(deps: Runtime, request: DeliveryRequest, storeId: string): Promise<StoreWebhookAnswer> {
  const address = clientAddress(request.context.socketAddress, request.headers.get("x-forwarded-for"), deps.env.TRUSTED_PROXY_COUNT);
  const head = readDeliveryHead(request.headers);
  const signature = request.headers.get("x-shopify-hmac-sha256");
  const connection = signature !== null && isUuid(storeId) ? await openConnection(deps, storeId) : null;
  const secrets = connection ? secretsFor(deps, connection, head) : [];
  if (secrets.length === 0) return refuseSignature(deps, address);
  return withBody(request, MAX_BYTES, storeId, async (body) => {
    if (!isSignedByShopify(body, signature, secrets)) return refuseSignature(deps, address);
    const raw = body.toString("utf8");
    const delivery = readDelivery(head.topic, raw);
    switch (delivery.kind) {
      case "other":
        return { status: "ignored" };
      case "uninstalled":
        return { status: (await noteUninstalled(deps, storeId, head)) ? "accepted" : "ignored" };
      case "privacy":
        if (!isAboutShop(delivery, head)) return { status: "ignored" };
        await answerPrivacy(deps, { storeId, topic: delivery.topic, head });
        return { status: "ok" };
      default: {
        const sent = { sourceIp: address, requestId: request.context.requestId, headers: keptHeaders(request, KEPT_HEADERS) };
        return { status: await receiveNotice(deps, { ...toEvent(storeId, head, delivery, raw), ...sent }) };
      }
    }
  });
}

/** One app has one secret for all of its shops: who signed is not enough, the shop must be this store's. */
function secretsFor({ env }: Pick<Runtime, "env">, { address, credentials }: OpenConnection, head: DeliveryHead): readonly string[] {
  const domain = shopDomainOf(address);
  return domain === null || domain === head.shopDomain ? webhookSecretsOf(env, credentials) : [];
}

/** A retry may come hours late: what the shop has answered since says more. */
const LATE_MS = 60_000;

export async function noteUninstalled(deps: Runtime, storeId: string, { triggeredAt }: DeliveryHead): Promise<boolean> {
  const row = await deps.db.connection.findUnique({ where: { storeId }, select: { checkedAt: true } });
  if (triggeredAt && row?.checkedAt && row.checkedAt.getTime() > triggeredAt.getTime() + LATE_MS) return false;
  await noteFailure(deps.db, storeId, { problem: "app_uninstalled", isPassing: false }, deps.now());
  return true;
}

const typeOf: Record<string, EventType> = { "products/create": "product.created", "products/delete": "product.deleted" };
const MAX_ID = 200;

type Bare = Omit<IncomingEvent, "sourceIp" | "requestId" | "headers">;

function toEvent(storeId: string, { topic, eventId, webhookId }: DeliveryHead, delivery: Delivery, raw: string): Bare {
  const identity = eventId ?? webhookId ?? createHash("sha256").update(raw).digest("hex");
  // One event may be told of for each thing it moved: an order of two products moves the stock of two.
  const resource = "id" in delivery ? delivery.id : delivery.kind === "inventory" ? delivery.inventoryItemId : NO_PRODUCT;
  return {
    storeId,
    tokenId: null,
    eventId: `sh_${topic.slice(0, 40)}_${resource}_${identity}`.slice(0, MAX_ID),
    eventType: typeOf[topic] ?? "product.updated",
    source: "shopify_notice",
    productId: "id" in delivery ? delivery.id : NO_PRODUCT,
    occurredAt: null,
    payload: raw.replaceAll("\u0000", ""),
  };
}

const KEPT_HEADERS = /^(user-agent|content-type|content-length|x-shopify-(?!hmac)[a-z-]+)$/;
