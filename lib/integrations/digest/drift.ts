import { z } from "zod";
import { storesOf, type Caller } from "@/lib/access/caller";
import { showStore } from "@/lib/access/stores/stores";
import { Prisma } from "@/lib/core/db";
import type { Deps } from "@/lib/core/deps";
import type { AlertDeps } from "./drift-alert";
import type { ComparedBy, Drift, ShownDrift } from "./wire";

const runSelect = {
  id: true,
  storeId: true,
  origin: true,
  state: true,
  total: true,
  verified: true,
  missing: true,
  different: true,
  extra: true,
  unsaved: true,
  isAlert: true,
  completedAt: true,
} as const satisfies Prisma.DigestRunSelect;
export type CompletedDigest = Prisma.DigestRunGetPayload<{ select: typeof runSelect }>;

/** A store's complete digests, newest first. @throws AppError store_not_found */
export async function listDigests(deps: Pick<Deps, "db">, caller: Caller, storeId: string, limit: number): Promise<CompletedDigest[]> {
  await showStore(deps, caller, storeId);
  return deps.db.digestRun.findMany({
    select: runSelect,
    where: { storeId, store: storesOf(caller), completedAt: { not: null } },
    orderBy: [{ startedAt: "desc" }, { id: "desc" }],
    take: limit,
  });
}

const unchecked: Drift = {
  ...{ total: 0, verified: 0, missing: 0, different: 0, extra: 0, unsaved: 0 },
  ...{ origin: null, checkedAt: null, waiting: null, isAlert: false },
};

export const comparedBy = (origin: string): ComparedBy => (origin === "pull" ? "pull" : "plugin");

export const driftOf = (digest: Omit<CompletedDigest, "id" | "storeId"> | undefined): Drift =>
  digest === undefined
    ? unchecked
    : {
        total: digest.total,
        verified: digest.verified,
        missing: digest.missing,
        different: digest.different,
        extra: digest.extra,
        unsaved: digest.unsaved,
        origin: comparedBy(digest.origin),
        checkedAt: digest.completedAt,
        waiting: digest.state === "waiting" ? digest.extra : null,
        isAlert: digest.isAlert,
      };

/**
 * What is left of what a comparison found. A look of our own mends while it looks: only what could not be saved still differs, and
 * only what waits for a click is still too much. What a plugin's digest found is on its way until the next one says otherwise.
 */
export function remainingOf(drift: Drift): Drift {
  if (drift.origin !== "pull") return drift;
  return { ...drift, verified: drift.total - drift.unsaved, missing: 0, different: drift.unsaved, extra: drift.waiting ?? 0 };
}

/** How far the hub is from the store, as of its last complete comparison. @throws AppError store_not_found */
export async function showDrift(deps: Pick<Deps, "db"> & Pick<AlertDeps, "env">, caller: Caller, storeId: string): Promise<ShownDrift> {
  const [last] = await listDigests(deps, caller, storeId, 1);
  return { ...remainingOf(driftOf(last)), thresholdPercent: deps.env.DRIFT_ALERT_PERCENT };
}

const driftingRow = z.object({ store_id: z.string(), missing: z.number(), different: z.number(), extra: z.number() });

/** For the operator's figures, of all stores: those whose last comparison found differences, most first, and how many are alarms. */
export async function listDrifting(
  { db }: Pick<Deps, "db">,
  limit: number,
): Promise<{ alerts: number; stores: { storeId: string; missing: number; different: number; extra: number }[] }> {
  const last = Prisma.sql`SELECT s.id AS store_id, d.missing, d.different, d.extra, d.is_alert FROM store s CROSS JOIN LATERAL (
    SELECT * FROM digest_run r WHERE r.store_id = s.id AND r.completed_at IS NOT NULL ORDER BY r.started_at DESC, r.id DESC LIMIT 1) d
    WHERE s.is_active`;
  const [[counted], rows] = await Promise.all([
    db.$queryRaw<{ alerts: number }[]>`SELECT count(*)::int AS alerts FROM (${last}) l WHERE is_alert`,
    db.$queryRaw<unknown[]>`SELECT store_id::text, missing, different, extra FROM (${last}) l WHERE missing + different + extra > 0
      ORDER BY missing + different + extra DESC, store_id LIMIT ${limit}`,
  ]);
  const stores = z.array(driftingRow).parse(rows);
  return { alerts: counted?.alerts ?? 0, stores: stores.map(({ store_id: storeId, ...figures }) => ({ storeId, ...figures })) };
}

/** Products a digest waits to delete, by the names people know. Bounded. */
export async function listWaitingGone(
  { db }: Pick<Deps, "db">,
  caller: Caller,
  runId: string,
  limit: number,
): Promise<{ id: string; title: string; externalId: string }[]> {
  const run = await db.digestRun.findFirst({
    where: { id: runId, state: "waiting", store: storesOf(caller) },
    select: { storeId: true, gone: true },
  });
  if (!run) return [];
  return db.product.findMany({
    where: { storeId: run.storeId, externalId: { in: run.gone.slice(0, limit) } },
    select: { id: true, title: true, externalId: true },
    orderBy: { externalId: "asc" },
    take: limit,
  });
}
