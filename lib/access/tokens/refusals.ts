import { LRUCache } from "lru-cache";
import type { ErrorCode } from "@/lib/core/errors";

/**
 * The last message of a store that was refused at the door although its token is known: what somebody who waits for a
 * first message has to mend. A help for the eye, kept in memory and by each process for itself; nothing depends on it.
 */
export type Refusal = { code: ErrorCode; address: string | null; at: Date };

/** What the shop's side can mend; a rate that is exceeded passes by itself. */
const told = ["address_not_allowed", "token_inactive", "token_expired", "signature_invalid", "integration_type_wrong"] as const;

const shared = globalThis as typeof globalThis & { __fikoRefusals?: LRUCache<string, Refusal> };
const refusals = () => (shared.__fikoRefusals ??= new LRUCache<string, Refusal>({ max: 10_000, ttl: 86_400_000 }));

export function noteRefusal(storeId: string, refusal: Refusal): void {
  if (told.some((code) => code === refusal.code)) refusals().set(storeId, refusal);
}

export const lastRefusalOf = (storeId: string): Refusal | null => refusals().get(storeId) ?? null;
