import { z } from "zod";
import { cursor, isoTime, limit, listOf } from "@/lib/core/wire";
import { allowedIps, rateBurst, ratePerMinute } from "../tokens/wire";
import { visibilityBody } from "./visibility";

export const storeOrderings = [
  "-created_at",
  "created_at",
  "name",
  "-name",
  "-last_event_at",
  "last_event_at",
  "-products",
  "products",
] as const;
export const NEWEST_STORES_FIRST = "-created_at" satisfies (typeof storeOrderings)[number];

export const storeFilters = z
  .object({
    q: z.string().max(200).optional(),
    user_id: z.string().optional(),
    ordering: z
      .enum(storeOrderings)
      .default(NEWEST_STORES_FIRST)
      .describe("A store without an event counts as longest silent; equal ones are in the order of their ids"),
    limit,
    cursor,
  })
  .transform((wire) => ({ q: wire.q, userId: wire.user_id, ordering: wire.ordering, limit: wire.limit, cursor: wire.cursor }));
type Asked = z.output<typeof storeFilters>;
export type StoreFilters = Omit<Asked, "ordering"> & { ordering?: Asked["ordering"] };

const name = z.string().trim().min(1).max(100);
export const newStore = z.object({ name });
export type NewStore = z.output<typeof newStore>;

export const updateStoreBody = z
  .object({
    name: name.optional(),
    is_active: z.boolean().optional(),
    /** What the AI may not know, of what the shop shows. */
    ai_visibility: visibilityBody.optional(),
    /** What a new token of this store begins with; administrators only. */
    token_defaults: z
      .object({ rate_per_minute: ratePerMinute.optional(), rate_burst: rateBurst.optional(), allowed_ips: allowedIps.optional() })
      .optional(),
  })
  .transform((wire) => ({
    name: wire.name,
    isActive: wire.is_active,
    hideOutOfStock: wire.ai_visibility?.hideOutOfStock,
    hideUnpriced: wire.ai_visibility?.hideUnpriced,
    hiddenCategories: wire.ai_visibility?.hiddenCategories,
    hiddenTags: wire.ai_visibility?.hiddenTags,
    tokenRatePerMinute: wire.token_defaults?.rate_per_minute,
    tokenRateBurst: wire.token_defaults?.rate_burst,
    tokenAllowedIps: wire.token_defaults?.allowed_ips,
  }));
export type StoreChanges = z.output<typeof updateStoreBody>;

export const storeRow = z
  .object({
    id: z.string(),
    name: z.string(),
    isActive: z.boolean(),
    createdAt: isoTime,
    owner: z.object({ id: z.string(), email: z.string() }),
    hideOutOfStock: z.boolean(),
    hideUnpriced: z.boolean(),
    hiddenCategories: z.array(z.string()),
    hiddenTags: z.array(z.string()),
    tokenRatePerMinute: z.number(),
    tokenRateBurst: z.number(),
    tokenAllowedIps: z.array(z.string()),
  })
  .transform((store) => ({
    id: store.id,
    name: store.name,
    is_active: store.isActive,
    user: store.owner,
    created_at: store.createdAt,
    ai_visibility: {
      hide_out_of_stock: store.hideOutOfStock,
      hide_unpriced: store.hideUnpriced,
      hidden_categories: store.hiddenCategories,
      hidden_tags: store.hiddenTags,
    },
    token_defaults: {
      rate_per_minute: store.tokenRatePerMinute,
      rate_burst: store.tokenRateBurst,
      allowed_ips: store.tokenAllowedIps,
    },
  }));
export type StoreRow = z.input<typeof storeRow>;
export const storeList = listOf(storeRow);
