import { z } from "zod";

export const connectionKinds = ["woocommerce", "shopify"] as const;
export type ConnectionKind = (typeof connectionKinds)[number];

/** How the secrets are shown to the shop: WooCommerce takes basic over https and oauth1 over http, query where a host strips headers. */
export const authWays = ["basic", "oauth1", "query", "token"] as const;
export type AuthWay = (typeof authWays)[number];

const wooKeys = z.object({ consumerKey: z.string(), consumerSecret: z.string() });
export type WooKeys = z.output<typeof wooKeys>;

export const shopifyAccess = z.object({
  accessToken: z.string(),
  /** Signs Shopify's webhooks. Null: not given, or the app is the hub's own (`isOurApp`). */
  appSecret: z.string().nullable(),
  /** An app of the shop's own organisation, made in the Dev Dashboard: with this and `appSecret` every token is asked for. */
  clientId: z.string().nullable().default(null),
  /** Installed by OAuth with the hub's own app, whose secret is a setting. */
  isOurApp: z.boolean().default(false),
  /** Where the token ends after a time, what gets the next one. */
  refreshToken: z.string().nullable().default(null),
  /** ISO 8601. */
  expiresAt: z.string().nullable().default(null),
});
export type ShopifyAccessKept = z.output<typeof shopifyAccess>;

/** What is kept sealed. */
export const credentials = z.union([wooKeys, shopifyAccess]);
export type Credentials = z.output<typeof credentials>;
/** As somebody gives them: what is not said is as with a token made by hand. */
export type GivenCredentials = z.input<typeof credentials>;

/** What looks have taught about a shop; each is only ever a help, and is learned again when it is lost. */
export const learned = z.object({
  currency: z.string().nullable().default(null),
  shopVersion: z.string().nullable().default(null),
  products: z.number().int().nullable().default(null),
  /** The shop's clock less ours, in ms. */
  skewMs: z.number().nullable().default(null),
  perPage: z.number().int().nullable().default(null),
  atOnce: z.number().int().nullable().default(null),
  /** The shop's own webhooks: active, or refused to our keys. */
  webhooks: z.enum(["active", "refused"]).nullable().default(null),
  /** When one of them had to be made or switched on again, in ISO 8601. */
  webhooksHealedAt: z.string().nullable().default(null),
  /** External id up to which comparisons have read products whole (lib/pipeline/pull/take-turns.ts); null: the next begins at the first. */
  readWholeTo: z.string().nullable().default(null),
});
export type Learned = z.output<typeof learned>;

/** A connection with its secrets opened: never leaves the process. */
export type OpenConnection = {
  storeId: string;
  kind: ConnectionKind;
  address: string;
  auth: AuthWay;
  credentials: Credentials;
  webhookSecret: string | null;
  learned: Learned;
  /** On the shop's clock. */
  seenUntil: Date | null;
  openUntil: Date | null;
  /** Somebody must act before it is asked by itself again. */
  isDisconnected: boolean;
  /** When the last look failed. */
  problemAt: Date | null;
  /** Looks that failed one after the other. */
  failures: number;
};
