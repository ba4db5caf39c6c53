import { shopIdOf } from "@/lib/integrations/digest/delete-gone";
import { isTooMuch } from "@/lib/integrations/digest/record-look";
import type { PullSource } from "@/lib/integrations/pull/source";
import type { Db } from "@/lib/core/db";

/** `isInDoubt`: of others it is not known; a look at the whole shop, which counts and may ask, is to say. */
export type Proof = { gone: string[]; isInDoubt: boolean };

/**
 * Which of the active products that a shop left out of its answer are to be deleted at once. A list of nothing proves nothing. What
 * the shop shows in its trash is gone, and what it says it does not have after it told of the deletion itself. That it does not
 * have the others is what a shop with a lost table says too: they stand under the brake of every look, with what went in this way
 * within the last day.
 * @throws what the shop's client throws
 */
export async function proveGone(db: Db, storeId: string, source: PullSource, missing: readonly string[]): Promise<Proof> {
  if (missing.length === 0) return { gone: [], isInDoubt: false };
  const { trashed, unknown } = await source.askAlone(missing);
  const told = await toldDeleted(db, storeId, unknown);
  const untold = unknown.filter((externalId) => !told.has(externalId));
  const mayGo = untold.length === 0 || !(await wouldBeTooMuch(db, storeId, source, untold));
  const gone = [...trashed, ...told, ...(mayGo ? untold : [])];
  return { gone, isInDoubt: gone.length < missing.length };
}

async function wouldBeTooMuch(db: Db, storeId: string, source: PullSource, untold: readonly string[]): Promise<boolean> {
  const [{ taught }, counted] = await Promise.all([source.begin(), countGone(db, storeId, source.kind, untold)]);
  // A shop that does not count its products is not one that has none.
  return isTooMuch({ ...counted, named: taught.products ?? 1 });
}

/** Of these, what the shop itself said within the last day that it deleted. */
async function toldDeleted(db: Db, storeId: string, externalIds: readonly string[]): Promise<Set<string>> {
  if (externalIds.length === 0) return new Set();
  const rows = await db.$queryRaw<{ product_id: string }[]>`
    SELECT DISTINCT product_id FROM event WHERE store_id = ${storeId}::uuid AND product_id = ANY(${externalIds.map(shopIdOf)}::text[])
      AND event_type = 'product.deleted' AND source IN ('woocommerce_notice', 'shopify_notice') AND created_at > now() - interval '1 day'`;
  const said = new Set(rows.map(({ product_id }) => product_id));
  return new Set(externalIds.filter((externalId) => said.has(shopIdOf(externalId))));
}

/** These and what was deleted by marks within the last day, against what would be active without those deletions. */
async function countGone(
  db: Db,
  storeId: string,
  kind: PullSource["kind"],
  untold: readonly string[],
): Promise<{ gone: number; active: number }> {
  const [row] = await db.$queryRaw<{ gone: number; active: number }[]>`
    WITH gone AS (
      SELECT unnest(${untold.map(shopIdOf)}::text[]) AS id
      UNION SELECT product_id FROM event WHERE store_id = ${storeId}::uuid AND event_type = 'product.deleted' AND source = ${kind}
        AND event_id LIKE 'gone\\_%' AND created_at > now() - interval '1 day'),
    active AS (
      SELECT substr(external_id, strpos(external_id, '_') + 1) AS id FROM product
        WHERE store_id = ${storeId}::uuid AND external_source = ${kind} AND is_active
      UNION SELECT id FROM gone)
    SELECT (SELECT count(*) FROM gone)::int AS gone, (SELECT count(*) FROM active)::int AS active`;
  if (!row) throw new Error("a count without a row");
  return row;
}
