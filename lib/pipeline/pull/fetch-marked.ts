import { MAX_READ, type PullSource } from "@/lib/integrations/pull/source";
import { deletionOf, shopIdOf } from "@/lib/integrations/digest/delete-gone";
import type { Db } from "@/lib/core/db";
import { markProducts, readMarks, strikeMarks, type Mark } from "@/lib/sync/marks/marks";
import { queueJob } from "@/lib/sync/jobs/queue-job";
import { saveChanges } from "../save-changes";
import { drawSeq } from "./ask-shop";
import type { PullDeps } from "./pull-deps";
import { proveGone } from "./prove-gone";
import { readChanges } from "./read-changes";
import { readKnown } from "./read-known";

/**
 * Fetches products that the shop's own webhooks spoke of, a hundred at most, in portions that are saved and struck off
 * one by one. What is proven to be gone is deleted as an event, like every deletion; where the shop's answer proves nothing, a
 * comparison is queued, which counts and may ask. May run twice.
 * @param until by `performance.now()`: no further portion is begun then, but always a first
 * @returns whether all of them were fetched
 * @throws what the shop's client throws; nothing of that portion is struck off then
 */
export async function fetchMarked(deps: PullDeps, storeId: string, source: PullSource, until: number): Promise<boolean> {
  const marks = await readMarks(deps.db, storeId, MAX_READ);
  for (let at = 0; at < marks.length;) {
    if (at > 0 && performance.now() > until) return false;
    const some = marks.slice(at, at + source.marksAtOnce);
    await fetchPortion(deps, storeId, source, some);
    at += some.length;
  }
  return true;
}

async function fetchPortion(deps: PullDeps, storeId: string, source: PullSource, marks: readonly Mark[]): Promise<void> {
  const prefix = PREFIXES[source.kind];
  // Marks of a shop this store was connected to before: nothing is known about those here.
  const own = marks.map(({ externalId }) => externalId).filter((externalId) => externalId.startsWith(prefix));
  const targets = await productsOf(deps.db, storeId, (await source.findMarked?.(own)) ?? own);
  const askedAt = await drawSeq(deps);
  const items = await source.readByIds(targets);
  const known = await readKnown(deps.db, storeId, targets);
  const read = await readChanges(items, known, true);
  const listed = new Set(items.map((item) => item.externalId));
  const missing = targets.filter((id) => !listed.has(id) && known.get(id)?.isActive);
  const { gone, isInDoubt } = await proveGone(deps.db, storeId, source, missing);
  if (isInDoubt) deps.log.warn({ storeId, missing: missing.length, gone: gone.length }, "a shop left out products that may not be gone");
  await Promise.all(gone.map((externalId) => tellGone(deps, storeId, source.kind, externalId, marks)));
  // A deletion has no time and beats all that arrived before it, also what the shop said after it was asked: that is looked at again.
  await markProducts(deps.db, storeId, await spokenOfSince(deps.db, storeId, gone, askedAt));
  const changes = read.changes.map((change) => ({ ...change, cause: { kind: "fetch" as const } }));
  await saveChanges(deps, storeId, changes, async (tx) => {
    await strikeMarks(tx, storeId, marks);
    if (isInDoubt) await queueJob(tx, storeId, source.kind, { mode: "reconcile", trigger: "webhook" });
  });
  // Struck off like the others: what the shop does not show today is no reason to ask each minute. The next look tells it as a problem.
  for (const { externalId, message } of read.problems)
    deps.log.warn({ storeId, product: externalId, problem: message }, "a fetched product could not be read");
}

/** Of these, what something arrived about after that sequence, other than our own deletions. */
async function spokenOfSince(db: Db, storeId: string, externalIds: readonly string[], seq: bigint): Promise<string[]> {
  if (externalIds.length === 0) return [];
  const byShopId = new Map(externalIds.map((externalId) => [shopIdOf(externalId), externalId]));
  const rows = await db.$queryRaw<{ product_id: string }[]>`
    SELECT DISTINCT product_id FROM event WHERE store_id = ${storeId}::uuid AND product_id = ANY(${[...byShopId.keys()]}::text[])
      AND id > ${seq} AND event_id NOT LIKE 'gone\\_%'`;
  return rows.flatMap((row) => byShopId.get(row.product_id) ?? []);
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
