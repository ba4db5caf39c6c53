import { z } from "zod";
import { storesOfSql, type Caller } from "@/lib/access/caller";
import { pendingUsageOf } from "@/lib/access/tokens/usage";
import type { Deps } from "@/lib/core/deps";
import { driftOf } from "@/lib/integrations/digest/drift";
import type { Drift } from "@/lib/integrations/digest/wire";

/** Counted up to here: an owner wants to know how many, not to wait for millions to be counted. */
export const COUNTED_UP_TO = 100_000;
/** Their use is written down some seconds late: a shop that has just been connected must not look as if it were not. */
const NEWEST_TOKENS = 5;

const time = z.iso.datetime({ offset: true }).transform((text) => new Date(text));
const row = z.object({
  id: z.string(),
  is_active: z.boolean(),
  tokens: z.number(),
  last_used_at: z.date().nullable(),
  newest_tokens: z.array(z.string()),
  last_event_at: z.date().nullable(),
  waiting: z.number(),
  products: z.number(),
  is_syncing: z.boolean(),
  connection: z.object({ state: z.string(), checked_at: time.nullable(), webhooks: z.string().nullable() }).nullable(),
  digest: z
    .object({
      state: z.string(),
      origin: z.string(),
      total: z.number(),
      verified: z.number(),
      missing: z.number(),
      different: z.number(),
      extra: z.number(),
      unsaved: z.number(),
      is_alert: z.boolean(),
      completed_at: time,
    })
    .nullable(),
});

export type StoreOverview = {
  isActive: boolean;
  tokens: number;
  lastUsedAt: Date | null;
  lastEventAt: Date | null;
  waiting: number;
  products: number;
  /** A look at the shop is under way. */
  isSyncing: boolean;
  /** To the shop's own API; the plugin needs none. */
  connection: { state: string; checkedAt: Date | null; webhooks: string | null } | null;
  drift: Drift;
};

const latest = (times: readonly (Date | null)[]): Date | null =>
  times.reduce((last, time) => (last === null || (time !== null && time > last) ? time : last), null);

/** What a page says of each of these stores. One query; every count in it has a bound. */
export async function storeOverviews(
  { db }: Pick<Deps, "db">,
  caller: Caller,
  storeIds: readonly string[],
): Promise<Map<string, StoreOverview>> {
  const rows = await db.$queryRaw<unknown[]>`
    SELECT s.id::text, s.is_active, t.tokens, t.last_used_at,
      ARRAY(SELECT n.id::text FROM integration_token n WHERE n.store_id = s.id AND n.revoked_at IS NULL ORDER BY n.created_at DESC LIMIT ${NEWEST_TOKENS}) AS newest_tokens,
      (SELECT e.created_at FROM event e WHERE e.store_id = s.id ORDER BY e.id DESC LIMIT 1) AS last_event_at,
      (SELECT count(*)::int FROM (SELECT 1 FROM event e WHERE e.store_id = s.id AND e.status IN ('received', 'processing', 'retrying') LIMIT ${COUNTED_UP_TO}) w) AS waiting,
      (SELECT count(*)::int FROM (SELECT 1 FROM product p WHERE p.store_id = s.id AND p.is_active LIMIT ${COUNTED_UP_TO + 1}) p) AS products,
      EXISTS (SELECT 1 FROM sync_job j WHERE j.store_id = s.id AND j.status = 'running') AS is_syncing,
      (SELECT json_build_object('state', c.state, 'checked_at', c.checked_at, 'webhooks', c.learned->>'webhooks') FROM connection c WHERE c.store_id = s.id) AS connection,
      (SELECT json_build_object('state', d.state, 'origin', d.origin, 'total', d.total, 'verified', d.verified, 'missing', d.missing, 'different', d.different, 'extra', d.extra,
        'unsaved', d.unsaved, 'is_alert', d.is_alert, 'completed_at', d.completed_at) FROM digest_run d WHERE d.store_id = s.id AND d.completed_at IS NOT NULL ORDER BY d.started_at DESC, d.id DESC LIMIT 1) AS digest
    FROM store s
    CROSS JOIN LATERAL (SELECT count(*)::int AS tokens, max(i.last_used_at) AS last_used_at FROM integration_token i WHERE i.store_id = s.id AND i.revoked_at IS NULL) t
    WHERE s.id = ANY(${[...storeIds]}::uuid[]) AND ${storesOfSql(caller)}`;
  return new Map(
    z
      .array(row)
      .parse(rows)
      .map((found) => [
        found.id,
        {
          isActive: found.is_active,
          tokens: found.tokens,
          lastUsedAt: latest([found.last_used_at, ...found.newest_tokens.map((id) => pendingUsageOf(id).lastUsedAt)]),
          lastEventAt: found.last_event_at,
          waiting: found.waiting,
          products: found.products,
          isSyncing: found.is_syncing,
          connection: found.connection && {
            state: found.connection.state,
            checkedAt: found.connection.checked_at,
            webhooks: found.connection.webhooks,
          },
          drift: driftOf(
            found.digest ? { ...found.digest, isAlert: found.digest.is_alert, completedAt: found.digest.completed_at } : undefined,
          ),
        },
      ]),
  );
}
