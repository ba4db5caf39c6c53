import type { Db } from "@/lib/core/db";
import { applyChanges, type AppliedChange, type PreparedChange } from "@/lib/catalog/apply-changes";
import { externalIdOf } from "@/lib/catalog/draft";
import { bookUnchanged, prepareChunks, replaceKnowledge, type PreparedChunk } from "@/lib/knowledge/save-knowledge";
import type { PipelineDeps } from "./pipeline-deps";
import { turns } from "./turns";

/**
 * Products and what the AI reads of them, in one transaction: at most one change per product. May run twice.
 * @param settle what belongs into the same transaction: the ends of events, the place a sync job has come to.
 * @returns what `settle` made of the outcomes
 */
export async function saveChanges<T>(
  deps: Pick<PipelineDeps, "db" | "now" | "embedders">,
  storeId: string,
  changes: readonly PreparedChange[],
  settle: (tx: Db, applied: ReadonlyMap<string, AppliedChange>) => Promise<T>,
): Promise<T> {
  const chunks = await prepareKnowledge(deps, storeId, changes);
  return deps.db.$transaction(async (tx) => {
    const applied = await applyChanges(tx, storeId, changes);
    await saveKnowledge(deps, tx, storeId, changes, applied, chunks);
    return settle(tx, applied);
  });
}

/** Chunks of the products whose text seems to have changed; CPU work, done before the transaction is opened. */
async function prepareKnowledge(
  { db }: Pick<PipelineDeps, "db">,
  storeId: string,
  changes: readonly PreparedChange[],
): Promise<Map<string, PreparedChunk[]>> {
  const known = new Map(
    (
      await db.product.findMany({
        where: { storeId, externalId: { in: changes.map(externalIdOf) } },
        select: { externalId: true, contentHash: true, isPublishable: true },
      })
    ).map((row) => [row.externalId, row]),
  );
  const chunks = new Map<string, PreparedChunk[]>();
  const pause = turns();
  for (const change of changes) {
    if (change.kind === "delete") continue;
    const before = known.get(change.draft.externalId);
    if (before?.isPublishable && before.contentHash === change.hashes?.content) continue;
    chunks.set(change.draft.externalId, prepareChunks(change.draft));
    await pause();
  }
  return chunks;
}

async function saveKnowledge(
  deps: Pick<PipelineDeps, "now" | "embedders">,
  tx: Db,
  storeId: string,
  changes: readonly PreparedChange[],
  applied: ReadonlyMap<string, AppliedChange>,
  prepared: ReadonlyMap<string, PreparedChunk[]>,
): Promise<void> {
  const changed: { productId: string; chunks: readonly PreparedChunk[] }[] = [];
  const unchanged: string[] = [];
  for (const change of changes) {
    const result = applied.get(externalIdOf(change));
    if (result?.outcome !== "applied" || result.productId === null) continue;
    if (!result.textChanged) {
      if (result.knowledge) unchanged.push(result.productId);
      continue;
    }
    // Prepared from what was read before the locks; made here in the rare case that it changed in between.
    const chunks = result.knowledge === null ? [] : (prepared.get(externalIdOf(change)) ?? prepareChunks(result.knowledge));
    changed.push({ productId: result.productId, chunks });
  }
  await replaceKnowledge(deps, tx, deps.embedders.configured, storeId, changed);
  await bookUnchanged(deps, tx, deps.embedders.configured, storeId, unchanged);
}
