import { z } from "zod";
import { cursor, exportFormat, instant, isoTime, limit, listOf, oneOrMore, queryFlag } from "@/lib/core/wire";
import { parseRange } from "../addresses";
import { integrationTypes } from "../secrets";

/** Wire names end here: inside, everything is camelCase. */
const addressRange = z
  .string()
  .trim()
  .max(64)
  .refine((text) => parseRange(text) !== null, "write an address such as 203.0.113.7 or a range such as 203.0.113.0/24");
export const allowedIps = z.array(addressRange).max(100);
export const ratePerMinute = z.number().int().min(1).max(1_000_000);
export const rateBurst = z.number().int().min(0).max(1_000_000);
const expiresAt = instant.nullish();
const name = z.string().trim().min(1).max(100);
/** A user's id may come as a number or text. */
const id = z.union([z.string().min(1).max(64), z.number()]).transform(String);

export const generateTokenBody = z
  .object({
    user_id: id.nullish(),
    integration_type: z.string(),
    name,
    store_id: id.nullish(),
    allowed_ips: allowedIps.nullish(),
    expires_at: expiresAt,
  })
  .transform((wire) => ({
    userId: wire.user_id ?? null,
    integrationType: wire.integration_type,
    name: wire.name,
    storeId: wire.store_id ?? null,
    /** Null: as its store has it. */
    allowedIps: wire.allowed_ips ?? null,
    expiresAt: wire.expires_at ?? null,
  }));
export type NewToken = z.output<typeof generateTokenBody>;

export const updateTokenBody = z
  .object({
    name: name.optional(),
    is_active: z.boolean().optional(),
    allowed_ips: allowedIps.nullable().optional(),
    expires_at: expiresAt,
    require_signature: z.boolean().optional(),
    rate_per_minute: ratePerMinute.optional(),
    rate_burst: rateBurst.optional(),
  })
  .transform((wire) => ({
    name: wire.name,
    isActive: wire.is_active,
    allowedIps: wire.allowed_ips === null ? [] : wire.allowed_ips,
    expiresAt: wire.expires_at,
    requireSignature: wire.require_signature,
    ratePerMinute: wire.rate_per_minute,
    rateBurst: wire.rate_burst,
  }));
export type TokenChanges = z.output<typeof updateTokenBody>;

const DAY_SECONDS = 86_400;
export const rotateTokenBody = z
  .object({
    grace_seconds: z
      .number()
      .int()
      .min(0)
      .max(30 * DAY_SECONDS)
      .default(DAY_SECONDS),
  })
  .transform((wire) => ({ graceSeconds: wire.grace_seconds }));

export const tokenOrderings = [
  "-created_at",
  "created_at",
  "name",
  "-name",
  "-last_used_at",
  "last_used_at",
  "expires_at",
  "-expires_at",
] as const;
export type TokenOrdering = (typeof tokenOrderings)[number];
export const NEWEST_TOKENS_FIRST = "-created_at" satisfies TokenOrdering;

/** As a list shows a token: on or off, as long as it lasts. */
export const tokenStates = ["on", "off", "expired"] as const;
export type TokenState = (typeof tokenStates)[number];

const filters = {
  user_id: z.string().optional(),
  store_id: oneOrMore(z.string().max(64)),
  integration_type: oneOrMore(z.string().max(64)),
  is_active: queryFlag.optional().describe("The switch alone, whether the token has ended or not"),
  state: oneOrMore(z.enum(tokenStates)).describe("Any of these, separated by commas; what has ended is neither on nor off"),
  q: z.string().max(200).optional(),
  ordering: z
    .enum(tokenOrderings)
    .default(NEWEST_TOKENS_FIRST)
    .describe("Never used counts as longest ago, without an end as latest; equal ones are in the order of their ids"),
};
const toFilters = (wire: z.output<z.ZodObject<typeof filters>>) => ({
  userId: wire.user_id,
  storeId: wire.store_id,
  integrationType: wire.integration_type,
  isActive: wire.is_active,
  state: wire.state,
  q: wire.q,
  ordering: wire.ordering,
});

export const tokenFilters = z
  .object({ ...filters, limit, cursor })
  .transform((wire) => ({ ...toFilters(wire), limit: wire.limit, cursor: wire.cursor }));
export const tokenExportQuery = z
  .object({ ...filters, format: exportFormat })
  .transform((wire) => ({ ...toFilters(wire), format: wire.format }));
type Asked = z.output<typeof tokenFilters>;
export type TokenFilters = Omit<Asked, "state" | "ordering"> & Partial<Pick<Asked, "state" | "ordering">>;

const person = z.object({ id: z.string(), email: z.string() });
const named = z.object({ id: z.string(), name: z.string() });

export const tokenRow = z
  .object({
    id: z.string(),
    user: person,
    store: named,
    name: z.string(),
    integrationType: z.enum(integrationTypes),
    preview: z.string(),
    isActive: z.boolean(),
    allowedIps: z.array(z.string()),
    requireSignature: z.boolean(),
    ratePerMinute: z.number(),
    rateBurst: z.number(),
    lastUsedAt: isoTime.nullable(),
    usageCount: z.number(),
    createdAt: isoTime,
    expiresAt: isoTime.nullable(),
    previousExpiresAt: isoTime.nullable(),
  })
  .transform((token) => ({
    id: token.id,
    user: token.user,
    store: token.store,
    name: token.name,
    integration_type: token.integrationType,
    token_preview: token.preview,
    is_active: token.isActive,
    allowed_ips: token.allowedIps,
    require_signature: token.requireSignature,
    rate_per_minute: token.ratePerMinute,
    rate_burst: token.rateBurst,
    last_used_at: token.lastUsedAt,
    usage_count: token.usageCount,
    created_at: token.createdAt,
    expires_at: token.expiresAt,
    previous_token_expires_at: token.previousExpiresAt,
  }));
export type TokenRow = z.input<typeof tokenRow>;
export const tokenList = listOf(tokenRow);

export const tokenCreated = z
  .object({
    id: z.string(),
    secret: z.string(),
    preview: z.string(),
    signingSecret: z.string(),
    integrationType: z.enum(integrationTypes),
    name: z.string(),
    user: person,
    store: named,
    createdAt: isoTime,
    message: z.string(),
  })
  .transform((token) => ({
    id: token.id,
    token: token.secret,
    token_preview: token.preview,
    signing_secret: token.signingSecret,
    integration_type: token.integrationType,
    name: token.name,
    user: token.user,
    store: token.store,
    created_at: token.createdAt,
    message: token.message,
  }));
