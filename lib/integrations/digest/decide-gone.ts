import { recordAudit } from "@/lib/access/audit";
import { isUuid, storesOf, type Caller } from "@/lib/access/caller";
import { AppError } from "@/lib/core/errors";
import { markProducts } from "@/lib/sync/marks/marks";
import { deleteGone, shopIdOf, type DigestDeps } from "./delete-gone";

async function findWaiting({ db }: Pick<DigestDeps, "db">, caller: Caller, runId: string) {
  const run = isUuid(runId)
    ? await db.digestRun.findFirst({
        where: { id: runId, state: "waiting", store: storesOf(caller) },
        select: { id: true, storeId: true, origin: true, startedAt: true, gone: true },
      })
    : null;
  if (!run) throw new AppError("digest_not_waiting");
  return run;
}

/**
 * Deletes what a digest found gone and did not dare to delete by itself, less what was touched since. Events first, then
 * the state: a click that was interrupted can be made again.
 * @throws AppError digest_not_waiting: decided already, replaced by a later digest, or not one of the caller's.
 */
export async function confirmGone(deps: DigestDeps, caller: Caller, runId: string): Promise<void> {
  const run = await findWaiting(deps, caller, runId);
  const sender = { tokenId: null, sourceIp: caller.sourceIp, requestId: caller.requestId };
  const spoke = new Set(await deleteGone(deps, run, run.gone, sender));
  // A plugin tells them again with its next digest; a shop without one is asked.
  if (run.origin === "pull")
    await markProducts(
      deps.db,
      run.storeId,
      run.gone.filter((externalId) => spoke.has(shopIdOf(externalId))),
    );
  await decide(deps, caller, run, "confirmed");
}

/** Leaves everything as it is; the next digest asks again if they are still gone. @throws AppError digest_not_waiting */
export async function dismissGone(deps: Pick<DigestDeps, "db">, caller: Caller, runId: string): Promise<void> {
  await decide(deps, caller, await findWaiting(deps, caller, runId), "dismissed");
}

async function decide(
  { db }: Pick<DigestDeps, "db">,
  caller: Caller,
  run: { id: string; storeId: string; gone: readonly string[] },
  state: "confirmed" | "dismissed",
): Promise<void> {
  await db.$transaction(async (tx) => {
    const decided = await tx.digestRun.updateMany({ where: { id: run.id, state: "waiting" }, data: { state } });
    if (decided.count === 0) return;
    await recordAudit(tx, caller, {
      action: state === "confirmed" ? "store.confirm_gone" : "store.dismiss_gone",
      targetType: "store",
      targetId: run.storeId,
      details: { digest: run.id, products: run.gone.length },
    });
  });
}
