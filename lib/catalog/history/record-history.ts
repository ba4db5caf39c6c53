import type { Db } from "@/lib/core/db";
import type { KnownProduct, PreparedProduct, Written } from "../write-products";
import { isNothing, noChanges, type ChangeCause, type ChangeKind, type Changes } from "./change";
import { compareProduct, firstFacts } from "./compare";
import { readStored } from "./read-stored";
import { writeChanges } from "./write-changes";

export type Compared = { kind: ChangeKind; changes: Changes; cause: ChangeCause | null };

/**
 * What these writes change, by external id; asked before they are written. A product that is written and stays as it was
 * (a repair of its rows) is not in it: nothing changed, so nothing is recorded.
 */
export async function compareWithStored(
  db: Db,
  products: readonly PreparedProduct[],
  known: ReadonlyMap<string, KnownProduct>,
): Promise<Map<string, Compared>> {
  const stored = await readStored(
    db,
    products.flatMap(({ draft }) => known.get(draft.externalId)?.id ?? []),
  );
  const compared = new Map<string, Compared>();
  for (const { draft, isActive, cause } of products) {
    const was = known.get(draft.externalId);
    const before = was && stored.get(was.id);
    if (!was || !before) {
      compared.set(draft.externalId, { kind: "created", changes: firstFacts(draft), cause });
      continue;
    }
    const changes = compareProduct(before, draft);
    const kind = was.isActive === isActive ? "changed" : isActive ? "returned" : "deleted";
    if (kind !== "changed" || !isNothing(changes)) compared.set(draft.externalId, { kind, changes, cause });
  }
  return compared;
}

type Done = {
  compared: ReadonlyMap<string, Compared>;
  written: ReadonlyMap<string, Written>;
  toDeactivate: readonly { id: string; cause: ChangeCause | null }[];
  deactivated: readonly Written[];
};

/** Into the histories, once it is written and each product has counted its change. */
export async function recordHistory(db: Db, { compared, written, toDeactivate, deactivated }: Done): Promise<void> {
  const causes = new Map(toDeactivate.map(({ id, cause }) => [id, cause]));
  await writeChanges(db, [
    ...[...compared].flatMap(([externalId, { kind, changes, cause }]) => {
      const product = written.get(externalId);
      return product ? [{ productId: product.id, number: product.changesCount, kind, cause, changes }] : [];
    }),
    ...deactivated.map(({ id, changesCount }) => ({
      productId: id,
      number: changesCount,
      kind: "deleted" as const,
      cause: causes.get(id) ?? null,
      changes: noChanges,
    })),
  ]);
}
