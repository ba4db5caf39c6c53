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

const shopifyShop = z.object({ kind: z.literal("shopify"), shop_domain: z.string().trim().min(1).max(500) });

type Secrets = Partial<Record<"access_token" | "client_id" | "client_secret" | "app_secret", unknown>>;
const hasToken = (body: Secrets): boolean => body.access_token !== undefined;
const hasClient = (body: Secrets): boolean => body.client_id !== undefined || body.client_secret !== undefined;
/** Looked at beside what else is wrong, so that a form is told all at once. */
const at = (path: keyof Secrets, error: string) => ({ when: () => true, path: [path], error });

/**
 * The app of the shop, in one of two ways: `client_id` and `client_secret` of the Dev Dashboard, or the `access_token` of a
 * custom app made in the shop before 2026. `app_secret` signs Shopify's webhooks, without it there are none; a client secret
 * does that too. One object, not a union: that would not say which field is wrong.
 */
const shopifyBody = shopifyShop
  .extend({
    client_id: secretText.optional(),
    client_secret: secretText.optional(),
    access_token: secretText.optional(),
    app_secret: secretText.nullish(),
  })
  .refine((body) => hasToken(body) || hasClient(body), at("access_token", "needed without client_id and client_secret"))
  .refine((body) => hasToken(body) || body.client_id !== undefined, at("client_id", "needed without access_token"))
  .refine((body) => hasToken(body) || body.client_secret !== undefined, at("client_secret", "needed without access_token"))
  .refine((body) => !(hasToken(body) && hasClient(body)), at("access_token", "not together with client_id and client_secret"))
  .refine((body) => !hasClient(body) || (body.app_secret ?? null) === null, at("app_secret", "belongs to access_token, not to client_id"))
  .meta({
    description: "Either client_id and client_secret, or access_token with or without app_secret",
    oneOf: [{ required: ["client_id", "client_secret"] }, { required: ["access_token"] }],
  });

const ofWoo = (wire: z.output<typeof wooBody>) => ({
  kind: wire.kind,
  shopUrl: wire.shop_url,
  consumerKey: wire.consumer_key,
  consumerSecret: wire.consumer_secret,
});
/** Which app speaks for the shop. */
type AppOfShop = { clientId: string; clientSecret: string } | { accessToken: string; appSecret: string | null };
const ofShopify = ({ kind, shop_domain: shopDomain, ...wire }: z.output<typeof shopifyBody>) => {
  const { access_token: accessToken, client_id: clientId = "", client_secret: clientSecret = "" } = wire;
  const app: AppOfShop = accessToken === undefined ? { clientId, clientSecret } : { accessToken, appSecret: wire.app_secret ?? null };
  return { kind, shopDomain, app };
};

/** Of whichever kind. */
export const storeConnectionBody = z
  .discriminatedUnion("kind", [wooBody, shopifyBody])
  .transform((wire) => (wire.kind === "woocommerce" ? ofWoo(wire) : ofShopify(wire)));
export type ConnectionRequest = ReturnType<typeof ofWoo>;
export type ShopifyRequest = ReturnType<typeof ofShopify>;
export type StoreConnectionRequest = z.output<typeof storeConnectionBody>;

/** A shop that gives its keys itself: its owner goes there and says yes. */
export const authorizeBody = z
  .discriminatedUnion("kind", [wooBody.pick({ kind: true, shop_url: true }), shopifyShop])
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
