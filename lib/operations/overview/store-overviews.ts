import { z } from "zod";
import { storesOfSql, type Caller } from "@/lib/access/caller";
import { hasRulesSql, publicSql, ruledOutSql } from "@/lib/access/stores/visibility";
import { pendingUsageOf } from "@/lib/access/tokens/usage";
import { countWaitingSql } from "@/lib/catalog/ai-state";
import { Prisma } from "@/lib/core/db";
import type { Deps } from "@/lib/core/deps";
import { driftOf } from "@/lib/integrations/digest/drift";
import type { Drift } from "@/lib/integrations/digest/wire";
import { externalIdOfEvent } from "./external-id";
import { tellPace } from "./tell-pace";

/** Counted up to here: an owner wants to know how many, not to wait for millions to be counted. */
export const COUNTED_UP_TO = 100_000;
/** Their use is written down some seconds late: a shop that has just been connected must not look as if it were not. */
const NEWEST_TOKENS = 5;
/** Looked at, of a store: what could not be saved is a short list, or one cause made it long. */
const MAX_FAILED = 1_000;
/** One look at all stores has a bound too; the newest are looked at. */
const MAX_STORES = 5_000;

const time = z.iso.datetime({ offset: true }).transform((text) => new Date(text));
const row = z.object({
  id: z.string(),
  name: z.string(),
  is_active: z.boolean(),
  tokens: z.number(),
  last_used_at: z.date().nullable(),
  newest_tokens: z.array(z.string()),
  last_event_at: z.date().nullable(),
  waiting: z.number(),
  oldest_waiting_at: z.date().nullable(),
  first_waiting: z.string().nullable(),
  products: z.number(),
  publishable: z.number(),
  hidden: z.number(),
  preparing: z.number(),
  failed: z.number(),
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
  id: string;
  name: string;
  isActive: boolean;
  tokens: number;
  lastUsedAt: Date | null;
  lastEventAt: Date | null;
  /** Changes that have arrived and are not saved yet. */
  waiting: number;
  oldestWaitingAt: Date | null;
  /** Its number: where the queue of this store begins. */
  firstWaiting: string | null;
  /** Null where nothing waits, where nothing was saved lately, and where all stores were asked for (tell-pace.ts). */
  secondsLeft: number | null;
  products: number;
  /** Of these, what the AI may read. */
  forAi: number;
  /** Public in the shop and kept from the AI. */
  hidden: number;
  /** What the AI may read, but has texts that have no vector yet. */
  preparing: number;
  /** Products whose last change could not be saved. */
  failed: number;
  /** A look at the shop is under way. */
  isSyncing: boolean;
  /** To the shop's own API; the plugin needs none. */
  connection: { state: string; checkedAt: Date | null; webhooks: string | null } | null;
  drift: Drift;
};

const latest = (times: readonly (Date | null)[]): Date | null =>
  times.reduce((last, time) => (last === null || (time !== null && time > last) ? time : last), null);

const isWaiting = Prisma.sql`e.status IN ('received', 'processing', 'retrying')`;

/** Changes that failed and that nothing newer of the same product has made good. */
const failedProducts = Prisma.sql`
  SELECT count(DISTINCT f.product_id)::int FROM (
    SELECT e.id, e.store_id, e.product_id, e.source FROM event e WHERE e.store_id = s.id AND e.status = 'failed' ORDER BY e.product_id, e.id LIMIT ${MAX_FAILED}) f
  WHERE NOT EXISTS (SELECT 1 FROM product_version v WHERE v.store_id = f.store_id AND v.external_id = ${externalIdOfEvent("f")} AND v.seq > f.id)`;

/** Public in the shop and kept from the AI. A store without a rule costs a look at the few that were hidden by hand. */
const hiddenProducts = Prisma.sql`
  (SELECT count(*)::int FROM (SELECT 1 FROM product p WHERE ${hasRulesSql} AND p.store_id = s.id AND ${publicSql} AND ${ruledOutSql} LIMIT ${COUNTED_UP_TO + 1}) h)
  + (SELECT count(*)::int FROM product p WHERE p.store_id = s.id AND p.is_hidden AND ${publicSql} AND NOT ${ruledOutSql})`;

/**
 * What a page says of each of these stores, or of all the caller's. One query, whatever their number (and one for those that catch up); every count in it
 * has a bound and an index.
 */
export async function storeOverviews(
  { db }: Pick<Deps, "db">,
  caller: Caller,
  stores: readonly string[] | "all",
): Promise<Map<string, StoreOverview>> {
  const asked = stores === "all" ? Prisma.sql`TRUE` : Prisma.sql`s.id = ANY(${[...stores]}::uuid[])`;
  const rows = await db.$queryRaw<unknown[]>`
    WITH asked AS MATERIALIZED (SELECT * FROM store s WHERE ${asked} AND ${storesOfSql(caller)} ORDER BY s.created_at DESC LIMIT ${MAX_STORES}),
      ${countWaitingSql}
    SELECT s.id::text, s.name, s.is_active, t.tokens, t.last_used_at,
      ARRAY(SELECT n.id::text FROM integration_token n WHERE n.store_id = s.id AND n.revoked_at IS NULL ORDER BY n.created_at DESC LIMIT ${NEWEST_TOKENS}) AS newest_tokens,
      (SELECT e.created_at FROM event e WHERE e.store_id = s.id ORDER BY e.id DESC LIMIT 1) AS last_event_at,
      w.waiting, p.products, p.for_ai AS publishable, (${hiddenProducts}) AS hidden,
      first.created_at AS oldest_waiting_at, first.id::text AS first_waiting,
      coalesce((SELECT w.products FROM product_waiting w WHERE w.store_id = s.id), 0) AS preparing, (${failedProducts}) AS failed,
      EXISTS (SELECT 1 FROM sync_job j WHERE j.store_id = s.id AND j.status = 'running') AS is_syncing,
      (SELECT json_build_object('state', c.state, 'checked_at', c.checked_at, 'webhooks', c.learned->>'webhooks') FROM connection c WHERE c.store_id = s.id) AS connection,
      (SELECT json_build_object('state', d.state, 'origin', d.origin, 'total', d.total, 'verified', d.verified, 'missing', d.missing, 'different', d.different, 'extra', d.extra,
        'unsaved', d.unsaved, 'is_alert', d.is_alert, 'completed_at', d.completed_at) FROM digest_run d WHERE d.store_id = s.id AND d.completed_at IS NOT NULL ORDER BY d.started_at DESC, d.id DESC LIMIT 1) AS digest
    FROM asked s
    CROSS JOIN LATERAL (SELECT count(*)::int AS tokens, max(i.last_used_at) AS last_used_at FROM integration_token i WHERE i.store_id = s.id AND i.revoked_at IS NULL) t
    CROSS JOIN LATERAL (SELECT count(*)::int AS waiting FROM (SELECT 1 FROM event e WHERE e.store_id = s.id AND ${isWaiting} LIMIT ${COUNTED_UP_TO}) w) w
    LEFT JOIN LATERAL (SELECT e.id, e.created_at FROM event e WHERE e.store_id = s.id AND ${isWaiting} ORDER BY e.id LIMIT 1) first ON TRUE
    CROSS JOIN LATERAL (SELECT count(*)::int AS products, count(*) FILTER (WHERE p.is_publishable)::int AS for_ai
      FROM (SELECT p.is_publishable FROM product p WHERE p.store_id = s.id AND p.is_active LIMIT ${COUNTED_UP_TO + 1}) p) p`;
  const found = z
    .array(row)
    .parse(rows)
    .map((store): StoreOverview => ({
      id: store.id,
      name: store.name,
      isActive: store.is_active,
      tokens: store.tokens,
      lastUsedAt: latest([store.last_used_at, ...store.newest_tokens.map((id) => pendingUsageOf(id).lastUsedAt)]),
      lastEventAt: store.last_event_at,
      waiting: store.waiting,
      oldestWaitingAt: store.oldest_waiting_at,
      firstWaiting: store.first_waiting,
      secondsLeft: null,
      products: store.products,
      forAi: Math.max(store.publishable - store.hidden, 0),
      hidden: store.hidden,
      preparing: store.preparing,
      failed: store.failed,
      isSyncing: store.is_syncing,
      connection: store.connection && {
        state: store.connection.state,
        checkedAt: store.connection.checked_at,
        webhooks: store.connection.webhooks,
      },
      drift: driftOf(
        store.digest ? { ...store.digest, isAlert: store.digest.is_alert, completedAt: store.digest.completed_at } : undefined,
      ),
    }));
  const paced = stores === "all" ? found : await tellPace({ db }, found);
  return new Map(paced.map((store) => [store.id, store]));
}
