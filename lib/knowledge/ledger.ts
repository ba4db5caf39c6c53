import type { Db } from "@/lib/core/db";
import type { Caller } from "@/lib/access/caller";
import { costOf } from "./embed/cost";

/** What was paid for no store in particular is the hub's own: a number that is no store's. */
export const OF_THE_HUB = "00000000-0000-0000-0000-000000000000";

/**
 * Who bears a search through all of somebody's stores: an owner's first store, so that it is among what this owner's
 * stores cost; the hub, where an administrator asks.
 */
export async function bearerOf(db: Db, caller: Pick<Caller, "role" | "userId">): Promise<string> {
  if (caller.role === "ADMIN") return OF_THE_HUB;
  const store = await db.store.findFirst({
    where: { ownerId: caller.userId },
    select: { id: true },
    orderBy: [{ createdAt: "asc" }, { id: "asc" }],
  });
  return store?.id ?? OF_THE_HUB;
}

export type LedgerEntry = {
  storeId: string;
  purpose: "embedding" | "query" | "summary";
  model: string;
  usdPerMillionTokens: string;
  calls?: number;
  textsPaid?: number;
  textsAvoided?: number;
  tokensPaid?: number;
  tokensAvoided?: number;
};

/** Adds to the day's sums of each store. In the transaction of what it accounts for. */
export async function bookLedger(db: Db, entries: readonly LedgerEntry[], now: Date): Promise<void> {
  const rows = entries
    .filter((entry) => (entry.tokensPaid ?? 0) + (entry.tokensAvoided ?? 0) + (entry.calls ?? 0) > 0)
    .map((entry) => ({
      store_id: entry.storeId,
      purpose: entry.purpose,
      model: entry.model,
      calls: entry.calls ?? 0,
      texts_paid: entry.textsPaid ?? 0,
      texts_avoided: entry.textsAvoided ?? 0,
      tokens_paid: entry.tokensPaid ?? 0,
      tokens_avoided: entry.tokensAvoided ?? 0,
      cost_usd: costOf(entry.tokensPaid ?? 0, entry.usdPerMillionTokens),
      cost_avoided_usd: costOf(entry.tokensAvoided ?? 0, entry.usdPerMillionTokens),
    }))
    // One order for all: two workers that book the same stores wait for each other instead of deadlocking.
    .sort((a, b) => `${a.store_id}${a.purpose}${a.model}`.localeCompare(`${b.store_id}${b.purpose}${b.model}`));
  if (rows.length === 0) return;
  await db.$executeRaw`
    INSERT INTO ledger_day AS l (store_id, day, purpose, model, calls, texts_paid, texts_avoided, tokens_paid, tokens_avoided, cost_usd, cost_avoided_usd)
    SELECT r.store_id, ${now.toISOString().slice(0, 10)}::date, r.purpose, r.model, r.calls, r.texts_paid, r.texts_avoided, r.tokens_paid, r.tokens_avoided, r.cost_usd, r.cost_avoided_usd
    FROM json_to_recordset(${JSON.stringify(rows)}::json) AS r (store_id uuid, purpose text, model text, calls int, texts_paid int, texts_avoided int, tokens_paid bigint,
      tokens_avoided bigint, cost_usd numeric, cost_avoided_usd numeric)
    ON CONFLICT (store_id, day, purpose, model) DO UPDATE SET
      calls = l.calls + EXCLUDED.calls, texts_paid = l.texts_paid + EXCLUDED.texts_paid, texts_avoided = l.texts_avoided + EXCLUDED.texts_avoided,
      tokens_paid = l.tokens_paid + EXCLUDED.tokens_paid, tokens_avoided = l.tokens_avoided + EXCLUDED.tokens_avoided,
      cost_usd = l.cost_usd + EXCLUDED.cost_usd, cost_avoided_usd = l.cost_avoided_usd + EXCLUDED.cost_avoided_usd`;
}
