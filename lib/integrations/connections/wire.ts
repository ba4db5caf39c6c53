import { z } from "zod";
import { isoTime } from "@/lib/core/wire";
import { withoutIsolates } from "@/lib/i18n/ui/translated";
import { connectionKinds } from "@/lib/sync/connections/connection";

const secretText = z.string().trim().min(1).max(300);

/** `shop_url` as one opens the shop in a browser; keys as WooCommerce shows them once. */
const wooBody = z.object({
  kind: z.literal("woocommerce"),
  shop_url: z.string().trim().min(1).max(500),
  consumer_key: secretText,
  consumer_secret: secretText,
});

/** `shop_domain`: name.myshopify.com; `app_secret` signs Shopify's webhooks, without it there are none. */
const shopifyBody = z.object({
  kind: z.literal("shopify"),
  shop_domain: z.string().trim().min(1).max(500),
  access_token: secretText,
  app_secret: secretText.nullish(),
});

const ofWoo = (wire: z.output<typeof wooBody>) => ({
  kind: wire.kind,
  shopUrl: wire.shop_url,
  consumerKey: wire.consumer_key,
  consumerSecret: wire.consumer_secret,
});
const ofShopify = (wire: z.output<typeof shopifyBody>) => ({
  kind: wire.kind,
  shopDomain: wire.shop_domain,
  accessToken: wire.access_token,
  appSecret: wire.app_secret ?? null,
});

export const connectionBody = wooBody.transform(ofWoo);
export const shopifyConnectionBody = shopifyBody.transform(ofShopify);
/** Of whichever kind. */
export const storeConnectionBody = z
  .discriminatedUnion("kind", [wooBody, shopifyBody])
  .transform((wire) => (wire.kind === "woocommerce" ? ofWoo(wire) : ofShopify(wire)));
export type ConnectionRequest = z.output<typeof connectionBody>;
export type ShopifyRequest = z.output<typeof shopifyConnectionBody>;
export type StoreConnectionRequest = z.output<typeof storeConnectionBody>;

/** A shop that gives its keys itself: its owner goes there and says yes. */
export const authorizeBody = z
  .discriminatedUnion("kind", [wooBody.pick({ kind: true, shop_url: true }), shopifyBody.pick({ kind: true, shop_domain: true })])
  .transform((wire) =>
    wire.kind === "woocommerce" ? { kind: wire.kind, shopUrl: wire.shop_url } : { kind: wire.kind, shopDomain: wire.shop_domain },
  );
export const authorizeAnswer = z
  .object({ authorizeUrl: z.string(), expiresAt: isoTime })
  .transform(({ authorizeUrl, expiresAt }) => ({ authorize_url: authorizeUrl, expires_at: expiresAt }));

/** What WooCommerce posts after a yes; `user_id` is what we sent it with. Its answer's status is all that it looks at. */
export const wooKeysBody = z
  .object({ user_id: z.string().min(1).max(100), consumer_key: secretText, consumer_secret: secretText })
  .transform((wire) => ({ state: wire.user_id, consumerKey: wire.consumer_key, consumerSecret: wire.consumer_secret }));
export type WooKeysArrived = z.output<typeof wooKeysBody>;
export const wooKeysAnswer = z.object({ status: z.literal("ok") });

/** A page keeps names in their own direction; a program wants the words alone. */
const told = z.string().overwrite(withoutIsolates);

/** What the doctor found, in the order in which things must be right. */
const findingRow = z.object({
  code: z.string(),
  severity: z.enum(["ok", "warning", "error"]),
  title: told,
  cause: told,
  fix: told,
});
export type FindingRow = z.input<typeof findingRow>;

/** Never a secret. */
export const connectionRow = z
  .object({
    kind: z.enum(connectionKinds),
    address: z.string(),
    state: z.string(),
    breaker: z.enum(["closed", "open", "half-open"]),
    problem: z.string().nullable(),
    currency: z.string().nullable(),
    products: z.number().nullable(),
    skewMs: z.number().nullable(),
    checkedAt: isoTime.nullable(),
    seenUntil: isoTime.nullable(),
    openUntil: isoTime.nullable(),
    webhooks: z.enum(["active", "refused"]).nullable(),
    webhooksHealedAt: isoTime.nullable(),
    findings: z.array(findingRow).optional(),
    taskId: z.string().optional(),
  })
  .transform(({ skewMs, checkedAt, seenUntil, openUntil, webhooksHealedAt, taskId, ...connection }) => ({
    ...connection,
    clock_skew_ms: skewMs,
    checked_at: checkedAt,
    seen_until: seenUntil,
    open_until: openUntil,
    webhooks_healed_at: webhooksHealedAt,
    ...(taskId === undefined ? {} : { task_id: taskId }),
  }));
export type ConnectionRow = z.input<typeof connectionRow>;

export const connectionFindings = z
  .object({ isWorking: z.boolean(), findings: z.array(findingRow) })
  .transform(({ isWorking, findings }) => ({ works: isWorking, findings }));
