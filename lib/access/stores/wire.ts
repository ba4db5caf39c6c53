import { z } from "zod";
import { cursor, isoTime, limit, listOf } from "@/lib/core/wire";

export const storeFilters = z
  .object({ q: z.string().max(200).optional(), user_id: z.string().optional(), limit, cursor })
  .transform((wire) => ({ q: wire.q, userId: wire.user_id, limit: wire.limit, cursor: wire.cursor }));
export type StoreFilters = z.output<typeof storeFilters>;

const name = z.string().trim().min(1).max(100);
export const newStore = z.object({ name });
export type NewStore = z.output<typeof newStore>;

export const updateStoreBody = z
  .object({ name: name.optional(), is_active: z.boolean().optional() })
  .transform((wire) => ({ name: wire.name, isActive: wire.is_active }));
export type StoreChanges = z.output<typeof updateStoreBody>;

export const storeRow = z
  .object({
    id: z.string(),
    name: z.string(),
    isActive: z.boolean(),
    createdAt: isoTime,
    owner: z.object({ id: z.string(), email: z.string() }),
  })
  .transform((store) => ({ id: store.id, name: store.name, is_active: store.isActive, user: store.owner, created_at: store.createdAt }));
export type StoreRow = z.input<typeof storeRow>;
export const storeList = listOf(storeRow);
