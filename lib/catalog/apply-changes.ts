import type { Db } from "@/lib/core/db";
import { externalIdOf, type ProductChange, type ProductDraft } from "./draft";
import { contentHash, draftHash } from "./hashes";
import type { ChangeCause } from "./history/change";
import { compareWithStored, recordHistory } from "./history/record-history";
import { isPublishable } from "./publishable";
import { refuseStale } from "./refuse-stale";
import {
  deactivateProducts,
  keepListed,
  readKnownProducts,
  writeProducts,
  writeVariants,
  type PreparedProduct,
  type Touched,
} from "./write-products";

export type AppliedChange =
  | { outcome: "stale" }
  | {
      outcome: "applied";
      /** Null: a deletion of a product we never had. */
      productId: string | null;
      /** False: the product was so already. */
      isWritten: boolean;
      /** What the AI reads must be made anew. */
      textChanged: boolean;
      /** What the AI reads now; null: nothing (deleted, draft, hidden …). */
      knowledge: ProductDraft | null;
    };

/** Hashes cost CPU: made before the transaction is opened. */
export type PreparedChange = ProductChange & { hashes: { content: string; draft: string } | null };

export function prepareChange(change: ProductChange, toText?: (html: string) => string): PreparedChange {
  return {
    ...change,
    hashes: change.kind === "upsert" ? { content: contentHash(change.draft, toText), draft: draftHash(change.draft) } : null,
  };
}

/** A product in the trash is not for sale, whoever says so. */
const isActive = (draft: ProductDraft): boolean => draft.status !== "trash";

/**
 * Applies at most one change per product, in the caller's transaction. May run twice: an unchanged product costs no
 * write, an older change is refused.
 */
export async function applyChanges(tx: Db, storeId: string, changes: readonly PreparedChange[]): Promise<Map<string, AppliedChange>> {
  const won = await refuseStale(tx, storeId, changes);
  const winners = changes.filter((change) => won.has(externalIdOf(change)));
  const known = await readKnownProducts(tx, storeId, winners.map(externalIdOf));

  const toWrite: PreparedProduct[] = [];
  const toDeactivate: { id: string; cause: ChangeCause | null }[] = [];
  const touched: Touched[] = [];
  const applied = new Map<string, AppliedChange>(changes.map((change) => [externalIdOf(change), { outcome: "stale" }]));
  for (const change of winners) {
    const externalId = externalIdOf(change);
    const before = known.get(externalId);
    if (change.kind === "delete" || change.hashes === null) {
      if (before?.isActive) toDeactivate.push({ id: before.id, cause: change.cause ?? null });
      applied.set(externalId, {
        outcome: "applied",
        productId: before?.id ?? null,
        isWritten: before?.isActive ?? false,
        textChanged: before?.isPublishable ?? false,
        knowledge: null,
      });
      continue;
    }
    const active = isActive(change.draft);
    const publishable = active && isPublishable(change.draft);
    const isChanged =
      before === undefined || before.draftHash !== change.hashes.draft || before.isActive !== active || change.isRepair === true;
    const hiddenVariants = change.hiddenVariants ?? null;
    if (isChanged)
      toWrite.push({
        draft: change.draft,
        isActive: active,
        isPublishable: publishable,
        contentHash: change.hashes.content,
        draftHash: change.hashes.draft,
        hiddenVariants,
        isRepair: change.isRepair ?? false,
        cause: change.cause ?? null,
      });
    else if (change.isReading) touched.push({ id: before.id, at: change.draft.sourceUpdatedAt, hiddenVariants });
    applied.set(externalId, {
      outcome: "applied",
      productId: before?.id ?? null,
      isWritten: isChanged,
      textChanged:
        before === undefined
          ? publishable
          : before.isPublishable !== publishable || (publishable && before.contentHash !== change.hashes.content),
      knowledge: publishable ? change.draft : null,
    });
  }

  const compared = await compareWithStored(tx, toWrite, known);
  const written = await writeProducts(tx, storeId, toWrite, compared);
  for (const [externalId, { id }] of written) {
    const change = applied.get(externalId);
    if (change?.outcome === "applied") change.productId = id;
  }
  await writeVariants(tx, storeId, toWrite, written, known);
  const deactivated = await deactivateProducts(
    tx,
    toDeactivate.map(({ id }) => id),
  );
  await recordHistory(tx, { compared, written, toDeactivate, deactivated });
  await keepListed(tx, touched);
  return applied;
}
