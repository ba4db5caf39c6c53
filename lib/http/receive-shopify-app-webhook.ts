import { clientAddress } from "@/lib/access/addresses";
import { shopifyAppOf } from "@/lib/integrations/shopify/app";
import { installedStores, leftStores } from "@/lib/integrations/shopify/stores-of-shop";
import { isSignedByShopify, readDelivery, readDeliveryHead, type Delivery, type DeliveryHead } from "@/lib/integrations/shopify/webhooks";
import type { Runtime } from "@/lib/runtime";
import { answerPrivacy, isAboutShop } from "./answer-privacy";
import { withBody } from "./body-room";
import type { DeliveryRequest } from "./delivery-request";
import { noteUninstalled } from "./receive-shopify-webhook";
import type { StoreWebhookAnswer } from "./receive-store-webhook";
import { refuseSignature } from "./refuse-signature";

/** A shop's name and some ids. */
const MAX_BYTES = 1 << 20;

/**
 * What is configured for the whole of the hub's own app and so names no store: privacy topics, app/uninstalled. They are
 * for every store of the shop that the header names. A shop that nobody here knows gets its 200: there is nothing to do.
 * @throws AppError webhook_signature_wrong: 401, and nothing about why
 */
export async function receiveShopifyAppWebhook(deps: Runtime, request: DeliveryRequest): Promise<StoreWebhookAnswer> {
  const address = clientAddress(request.context.socketAddress, request.headers.get("x-forwarded-for"), deps.env.TRUSTED_PROXY_COUNT);
  const signature = request.headers.get("x-shopify-hmac-sha256");
  const secrets = shopifyAppOf(deps.env)?.secrets ?? [];
  if (signature === null || secrets.length === 0) return refuseSignature(deps, address);
  const head = readDeliveryHead(request.headers);
  return withBody(request, MAX_BYTES, "shopify app", async (body) => {
    if (!isSignedByShopify(body, signature, secrets)) return refuseSignature(deps, address);
    return passOn(deps, head, readDelivery(head.topic, body.toString("utf8")));
  });
}

async function passOn(deps: Runtime, head: DeliveryHead, delivery: Delivery): Promise<StoreWebhookAnswer> {
  const { shopDomain } = head;
  if (shopDomain === null || (delivery.kind !== "uninstalled" && delivery.kind !== "privacy")) return { status: "ignored" };
  if (delivery.kind === "privacy" && !isAboutShop(delivery, head)) return { status: "ignored" };
  const installed = await installedStores(deps, shopDomain);
  if (delivery.kind === "uninstalled") {
    const noted = await Promise.all(installed.map(({ storeId }) => noteUninstalled(deps, storeId, head)));
    return { status: noted.includes(true) ? "accepted" : "ignored" };
  }
  const storeIds = new Set([...installed.map(({ storeId }) => storeId), ...(await leftStores(deps, shopDomain))]);
  for (const storeId of storeIds) await answerPrivacy(deps, { storeId, topic: delivery.topic, head });
  return { status: storeIds.size > 0 ? "ok" : "ignored" };
}
