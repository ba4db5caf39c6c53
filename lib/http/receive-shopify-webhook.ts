import { createHash } from "node:crypto";
import { clientAddress } from "@/lib/access/addresses";
import { isUuid } from "@/lib/access/caller";
import { AppError } from "@/lib/core/errors";
import type { EventType, IncomingEvent } from "@/lib/events/incoming-event";
import { webhookSecretsOf } from "@/lib/integrations/shopify/app";
import { shopDomainOf } from "@/lib/integrations/shopify/open-client";
import { isSignedByShopify, readDelivery, readDeliveryHead, type Delivery, type DeliveryHead } from "@/lib/integrations/shopify/webhooks";
import { noteFailure } from "@/lib/sync/connections/breaker";
import type { OpenConnection } from "@/lib/sync/connections/connection";
import { openConnection } from "@/lib/sync/connections/open-connection";
import type { Runtime } from "@/lib/runtime";
import type { DeliveryRequest } from "./delivery-request";
import { answerPrivacy } from "./answer-privacy";
import { checkAddressRate, spendAddressRate } from "./rates";
import type { StoreWebhookAnswer } from "./receive-store-webhook";

/**
 * Webhooks that Shopify itself sends (contract §8). A product's body is REST's and not whole, so it is kept for the
 * record and the product is fetched; whether it is still there, too, only the fetch says. Shopify tries a delivery
 * again for four hours, with the ids of the first try.
 */
const MAX_BYTES = 8 << 20;

/** @throws AppError webhook_signature_wrong: 401, and nothing about why · unavailable: it could not be committed */
export async function receiveShopifyWebhook(deps: Runtime, request: DeliveryRequest, storeId: string): Promise<StoreWebhookAnswer> {
  const address = clientAddress(request.context.socketAddress, request.headers.get("x-forwarded-for"), deps.env.TRUSTED_PROXY_COUNT);
  const body = await request.readBody(MAX_BYTES);
  const head = readDeliveryHead(request.headers);
  const connection = isUuid(storeId) ? await openConnection(deps, storeId) : null;
  if (!isAuthentic(deps, connection, body, request.headers.get("x-shopify-hmac-sha256"), head)) await refuseSignature(deps, address);
  const raw = body.toString("utf8");
  const delivery = readDelivery(head.topic, raw);
  switch (delivery.kind) {
    case "other":
      return { status: "ignored" };
    case "uninstalled":
      return { status: (await noteUninstalled(deps, storeId, head)) ? "accepted" : "ignored" };
    case "privacy":
      await answerPrivacy(deps, { storeId, topic: delivery.topic, head });
      return { status: "ok" };
    default: {
      const event = toEvent(storeId, head, delivery, raw);
      const status = await deps.receiver.receive({
        ...event,
        sourceIp: address,
        requestId: request.context.requestId,
        headers: keptHeaders(request),
      });
      deps.metrics.events.inc({ event_type: event.eventType, status });
      return { status };
    }
  }
}

/** @throws AppError webhook_signature_wrong · rate_exceeded: this address was wrong too often */
export async function refuseSignature(deps: Pick<Runtime, "env">, address: string | null): Promise<never> {
  await checkAddressRate(address, deps.env.ADDRESS_RATE_PER_MINUTE);
  await spendAddressRate(address, deps.env.ADDRESS_RATE_PER_MINUTE);
  throw new AppError("webhook_signature_wrong");
}

/** One app has one secret for all of its shops: who signed is not enough, the shop must be this store's. */
function isAuthentic(
  { env }: Pick<Runtime, "env">,
  connection: OpenConnection | null,
  body: Buffer,
  signature: string | null,
  head: DeliveryHead,
): boolean {
  const secrets = connection ? webhookSecretsOf(env, connection.credentials) : [];
  // Hashed without a secret too: how long it takes tells nobody which stores there are.
  const isSigned = isSignedByShopify(body, signature, secrets.length > 0 ? secrets : [""]);
  const domain = connection ? shopDomainOf(connection.address) : null;
  return isSigned && (domain === null || domain === head.shopDomain);
}

/** A retry may come hours late: what the shop has answered since says more. */
const LATE_MS = 60_000;

export async function noteUninstalled(deps: Runtime, storeId: string, { triggeredAt }: DeliveryHead): Promise<boolean> {
  const row = await deps.db.connection.findUnique({ where: { storeId }, select: { checkedAt: true } });
  if (triggeredAt && row?.checkedAt && row.checkedAt.getTime() > triggeredAt.getTime() + LATE_MS) return false;
  await noteFailure(deps.db, storeId, { problem: "app_uninstalled", isPassing: false }, deps.now());
  return true;
}

const NO_PRODUCT = "0";
const typeOf: Record<string, EventType> = { "products/create": "product.created", "products/delete": "product.deleted" };
const MAX_ID = 200;

type Bare = Omit<IncomingEvent, "sourceIp" | "requestId" | "headers">;

function toEvent(storeId: string, { topic, eventId, webhookId }: DeliveryHead, delivery: Delivery, raw: string): Bare {
  const identity = eventId ?? webhookId ?? createHash("sha256").update(raw).digest("hex");
  return {
    storeId,
    tokenId: null,
    eventId: `sh_${topic.slice(0, 40)}_${identity}`.slice(0, MAX_ID),
    eventType: typeOf[topic] ?? "product.updated",
    source: "shopify_notice",
    productId: "id" in delivery ? delivery.id : NO_PRODUCT,
    occurredAt: null,
    payload: raw.replaceAll("\u0000", ""),
  };
}

const KEPT_HEADERS = /^(user-agent|content-type|content-length|x-shopify-(?!hmac)[a-z-]+)$/;
const MAX_HEADER_LENGTH = 500;
function keptHeaders({ headers, headerNames }: DeliveryRequest): Record<string, string> {
  return Object.fromEntries(
    [...headerNames()]
      .filter((name) => KEPT_HEADERS.test(name))
      .map((name) => [name, (headers.get(name) ?? "").slice(0, MAX_HEADER_LENGTH)]),
  );
}
