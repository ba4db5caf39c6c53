import { MAX_READ, type PullSource } from "@/lib/integrations/pull/source";
import { deletionOf, shopIdOf } from "@/lib/integrations/digest/delete-gone";
import type { Db } from "@/lib/core/db";
import { readMarks, strikeMarks } from "@/lib/sync/marks/marks";
import { saveChanges } from "../save-changes";
import type { PullDeps } from "./pull-deps";
import { readChanges } from "./read-changes";
import { readKnown } from "./read-known";

/**
 * Fetches products that the shop's own webhooks spoke of, a hundred at most. What the shop no longer lists is deleted as
 * an event, like every deletion. May run twice.
 * @returns how many were noted; 0: none
 * @throws what the shop's client throws; nothing is struck off then
 */
export async function fetchMarked(deps: PullDeps, storeId: string, source: PullSource): Promise<number> {
  const marks = await readMarks(deps.db, storeId, MAX_READ);
  if (marks.length === 0) return 0;
  const prefix = PREFIXES[source.kind];
  // Marks of a shop this store was connected to before: nothing is known about those here.
  const own = marks.map(({ externalId }) => externalId).filter((externalId) => externalId.startsWith(prefix));
  const targets = await productsOf(deps.db, storeId, (await source.findMarked?.(own)) ?? own);
  const items = await source.readByIds(targets);
  const known = await readKnown(deps.db, storeId, targets);
  const read = await readChanges(items, known, true);
  const listed = new Set(items.map((item) => item.externalId));
  const gone = targets.filter((id) => !listed.has(id) && known.get(id)?.isActive);
  await Promise.all(gone.map((externalId) => tellGone(deps, storeId, source.kind, externalId, marks)));
  await saveChanges(deps, storeId, read.changes, async (tx) => strikeMarks(tx, storeId, marks));
  for (const { externalId, message } of read.problems)
    deps.log.warn({ storeId, product: externalId, problem: message }, "a fetched product could not be read");
  return marks.length;
}

const PREFIXES: Record<PullSource["kind"], string> = { woocommerce: "woo_", shopify: "shopify_" };

/** A variation we know stands for its parent; everything else for itself. */
async function productsOf(db: Db, storeId: string, externalIds: readonly string[]): Promise<string[]> {
  const rows = await db.$queryRaw<{ id: string; parent: string }[]>`
    SELECT v.external_id AS id, p.external_id AS parent FROM variant v JOIN product p ON p.id = v.product_id
    WHERE v.store_id = ${storeId}::uuid AND v.external_id = ANY(${[...externalIds]}::text[])`;
  const parents = new Map(rows.map(({ id, parent }) => [id, parent]));
  return [...new Set(externalIds.map((id) => parents.get(id) ?? id))].slice(0, MAX_READ);
}

async function tellGone(
  { receiver }: PullDeps,
  storeId: string,
  kind: PullSource["kind"],
  externalId: string,
  marks: readonly { markedAt: Date }[],
): Promise<void> {
  const eventId = `gone_${shopIdOf(externalId)}_${marks.at(-1)?.markedAt.getTime() ?? 0}`;
  await receiver.receive({
    storeId,
    tokenId: null,
    sourceIp: null,
    requestId: null,
    ...deletionOf(kind, eventId, externalId),
  });
}
