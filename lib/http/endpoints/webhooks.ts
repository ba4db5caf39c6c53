import { connectAnswer, connectBody } from "@/lib/access/connect/wire";
import { digestAnswer, digestBody } from "@/lib/integrations/digest/wire";
import { wooKeysAnswer, wooKeysBody } from "@/lib/integrations/connections/wire";
import {
  batchAnswer,
  batchBody,
  eventReceipt,
  storeWebhookAnswer,
  storeWebhookQuery,
  tokenHealth,
} from "@/lib/integrations/woocommerce/wire";
import { shopifyWebhookQuery } from "@/lib/integrations/shopify/wire";
import { wooEvent } from "@/lib/integrations/woocommerce/event-schema";
import { endpoint, type Endpoint } from "../endpoint";

const webhook = "/api/integrations/woocommerce/webhook/";
const webhookErrors = [
  "body_not_json",
  "body_invalid",
  "token_invalid",
  "token_inactive",
  "token_expired",
  "address_not_allowed",
  "integration_type_wrong",
  "signature_invalid",
  "body_too_large",
  "content_type_wrong",
  "rate_exceeded",
  "unavailable",
] as const;

export const webhooksEndpoints = {
  deliverEvent: endpoint({
    method: "POST",
    path: webhook,
    tag: "webhook",
    summary: "Deliver one event",
    access: null,
    security: "integrationToken",
    body: wooEvent,
    status: 202,
    answer: eventReceipt,
    errors: webhookErrors,
  }),
  deliverBatch: endpoint({
    method: "POST",
    path: `${webhook}batch/`,
    tag: "webhook",
    summary: "Deliver up to 100 events",
    access: null,
    security: "integrationToken",
    body: batchBody,
    status: 207,
    answer: batchAnswer,
    errors: webhookErrors,
  }),
  deliverDigest: endpoint({
    method: "POST",
    path: "/api/integrations/woocommerce/digest/",
    tag: "webhook",
    summary:
      "Compare one page of all products of the shop; `send` names those to send again. The page that completes the run also finds what is `gone`: deleted here, or waiting for a click when it is much",
    access: null,
    security: "integrationToken",
    body: digestBody,
    status: 200,
    answer: digestAnswer,
    errors: webhookErrors,
  }),

  storeWebhook: endpoint({
    method: "POST",
    path: "/api/woocommerce/webhooks/{topic}/",
    tag: "webhook",
    summary:
      "What WooCommerce itself sends (`product`, `order` or `customer`), signed in X-WC-Webhook-Signature. Everything authentic is kept and answered with 200; the unsigned `webhook_id=N` ping too",
    access: null,
    security: "none",
    query: storeWebhookQuery,
    status: 200,
    answer: storeWebhookAnswer,
    errors: ["webhook_signature_wrong", "body_too_large", "unavailable"],
  }),
  shopifyWebhook: endpoint({
    method: "POST",
    path: "/api/shopify/webhooks/",
    tag: "webhook",
    summary:
      "What Shopify itself sends, signed with the app's secret in X-Shopify-Hmac-SHA256: with `store` for one store, without it what is configured for the whole app (privacy topics, app/uninstalled), for all stores of that shop. Everything authentic is kept or noted and answered with 200. Nothing of customers is kept here; shop/redact erases what is kept of the shop",
    access: null,
    security: "none",
    query: shopifyWebhookQuery,
    status: 200,
    answer: storeWebhookAnswer,
    errors: ["webhook_signature_wrong", "body_too_large", "unavailable"],
  }),
  shopifyAuthorized: endpoint({
    method: "GET",
    path: "/api/shopify/authorized/",
    tag: "webhook",
    summary:
      "Where Shopify sends a shop's owner back after their yes, in the browser in which they are signed in here: the shop is connected, and they go on to its first sync. A problem sends them back to the wizard",
    access: null,
    security: "none",
    status: 303,
    errors: ["rate_exceeded"],
  }),
  shopifyInstall: endpoint({
    method: "GET",
    path: "/api/shopify/install/",
    tag: "webhook",
    summary: "Where Shopify sends a shop's owner who opens the app there, signed: they go on to choose their store here",
    access: null,
    security: "none",
    status: 303,
    errors: ["rate_exceeded"],
  }),

  receiveWooKeys: endpoint({
    method: "POST",
    path: "/api/woocommerce/authorized/",
    tag: "webhook",
    summary:
      "Where a WooCommerce shop sends its keys after its owner's yes; `user_id` is what the hub sent the owner with, and works once. Any answer but 200 makes the shop revoke them",
    access: null,
    security: "none",
    body: wooKeysBody,
    maxBodyBytes: 4_096,
    status: 200,
    answer: wooKeysAnswer,
    errors: ["authorization_invalid", "body_too_large", "rate_exceeded"],
  }),
  connect: endpoint({
    method: "POST",
    path: "/api/integrations/woocommerce/connect/",
    tag: "webhook",
    summary:
      "Exchange the one-time code of /connect/woocommerce, with its PKCE verifier, for a token and its signing secret; they are shown here only. A code works once, for 5 minutes; a wrong verifier or redirect_uri uses it up",
    access: null,
    security: "none",
    body: connectBody,
    status: 200,
    answer: connectAnswer,
    errors: ["connect_code_invalid", "rate_exceeded"],
  }),
  tokenHealth: endpoint({
    method: "GET",
    path: "/api/integrations/woocommerce/health/",
    tag: "webhook",
    summary: "Whose token this is, and that it works",
    access: null,
    security: "integrationToken",
    status: 200,
    answer: tokenHealth,
    errors: ["token_invalid", "token_inactive", "token_expired"],
  }),
} as const satisfies Record<string, Endpoint>;
