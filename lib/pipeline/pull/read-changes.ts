import { draftHash } from "@/lib/catalog/hashes";
import { prepareChange, type PreparedChange } from "@/lib/catalog/apply-changes";
import type { ProductDraft } from "@/lib/catalog/draft";
import type { ReadDraft, SourceItem } from "@/lib/integrations/pull/source";
import { readable } from "@/lib/knowledge/text/readable";
import { turns } from "../turns";
import { namesSameVariants, type Known } from "./read-known";

export type ProductProblem = { externalId: string; title: string; message: string };
/** `unchanged`: external ids of what is as it is stored. */
export type ReadPage = { changes: PreparedChange[]; unchanged: string[]; problems: ProductProblem[] };

/** Variations of that many products are asked for together; the pace of the source bounds the questions themselves. */
const AT_ONCE = 20;

/**
 * What of these products is to be written. A product that is as it is stored costs nothing further: its variants are
 * asked for only when its own part changed, or when they are named differently, or when `isForced`.
 */
export async function readChanges(items: readonly SourceItem[], known: ReadonlyMap<string, Known>, isForced: boolean): Promise<ReadPage> {
  const page: ReadPage = { changes: [], unchanged: [], problems: [] };
  const pause = turns();
  const toFetch: SourceItem[] = [];

  function take(item: SourceItem, read: ReadDraft): void {
    if (!read.ok) return void page.problems.push({ externalId: item.externalId, title: item.title, message: sentenceOf(read.fields) });
    const before = known.get(item.externalId);
    const { draft, hiddenVariants = null } = read;
    const isRepair = before !== undefined && !sameRows(draft, before);
    if (isStored(draft, before) && sameTime(draft, before) && !isRepair && sameHidden(hiddenVariants, before))
      return void page.unchanged.push(item.externalId);
    page.changes.push(
      prepareChange(
        { kind: "upsert", draft, at: draft.sourceUpdatedAt, seq: item.seq, isReading: true, hiddenVariants, isRepair },
        readable,
      ),
    );
  }

  for (const item of items) {
    await pause();
    const before = known.get(item.externalId);
    if (!item.facts.variantIds?.length) {
      take(item, await item.read([]));
      continue;
    }
    const asStored = !isForced && before && namesSameVariants(item.facts, before) ? await item.read(before.variants) : null;
    if (asStored?.ok && isStored(asStored.draft, before) && sameTime(asStored.draft, before)) page.unchanged.push(item.externalId);
    else toFetch.push(item);
  }
  for (let at = 0; at < toFetch.length; at += AT_ONCE) {
    const some = toFetch.slice(at, at + AT_ONCE);
    const read = await Promise.all(some.map((item) => item.read("fetch")));
    for (const [index, item] of some.entries()) {
      const answer = read[index];
      if (answer) take(item, answer);
      await pause();
    }
  }
  return page;
}

/** In the trash there is nothing to keep in step. */
const isStored = (draft: ProductDraft, before: Known | undefined): boolean =>
  before !== undefined && before.isActive === (draft.status !== "trash") && before.draftHash === draftHash(draft);

/** The variants that are stored are those the hash was made of: rows can be lost, and the hash says nothing of it. */
function sameRows(draft: ProductDraft, { variants }: Known): boolean {
  const stored = new Set(variants.map(({ externalId }) => externalId));
  const read = new Set(draft.variants.map(({ externalId }) => externalId));
  return stored.size === read.size && [...read].every((externalId) => stored.has(externalId));
}

const sameHidden = (told: readonly string[] | null, before: Known | undefined): boolean =>
  told === null || [...told].sort().join() === [...(before?.hiddenVariants ?? [])].sort().join();

/** A variation that changes moves its parent's date. */
const sameTime = (draft: ProductDraft, before: Known | undefined): boolean =>
  (draft.sourceUpdatedAt?.getTime() ?? 0) === (before?.sourceUpdatedAt?.getTime() ?? 0);

const sentenceOf = (fields: Record<string, string>): string =>
  Object.entries(fields)
    .map(([path, problem]) => `${path} ${problem}`)
    .join("; ");
