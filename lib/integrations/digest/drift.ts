import { storesOf, type Caller } from "@/lib/access/caller";
import { showStore } from "@/lib/access/stores/stores";
import type { Prisma } from "@/lib/core/db";
import type { Deps } from "@/lib/core/deps";
import type { Drift } from "./wire";

const runSelect = {
  id: true,
  storeId: true,
  state: true,
  total: true,
  verified: true,
  missing: true,
  different: true,
  extra: true,
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

const unchecked: Drift = { total: 0, verified: 0, missing: 0, different: 0, extra: 0, checkedAt: null, waiting: null };

export const driftOf = (digest: Omit<CompletedDigest, "id" | "storeId"> | undefined): Drift =>
  digest === undefined
    ? unchecked
    : {
        total: digest.total,
        verified: digest.verified,
        missing: digest.missing,
        different: digest.different,
        extra: digest.extra,
        checkedAt: digest.completedAt,
        waiting: digest.state === "waiting" ? digest.extra : null,
      };

/** How far the hub was from the store at its last complete digest. @throws AppError store_not_found */
export async function showDrift(deps: Pick<Deps, "db">, caller: Caller, storeId: string): Promise<Drift> {
  const [last] = await listDigests(deps, caller, storeId, 1);
  return driftOf(last);
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
