import { externalIdOf } from "@/lib/catalog/draft";
import { MAX_READ, type PullSource, type SourceItem } from "@/lib/integrations/pull/source";
import type { Place } from "@/lib/sync/jobs/job";
import { isFailedAsk } from "./ask-shop";
import { readChanges, type ReadPage } from "./read-changes";
import { isAsListed, namesSameVariants, type Known } from "./read-known";
import { takeTurns } from "./take-turns";

/** What a listing of facts shows as other than stored, or not at all, is read whole; so is whose turn it is. */
export async function readDiffering(
  source: PullSource,
  items: readonly SourceItem[],
  known: ReadonlyMap<string, Known>,
  turns: Place["turns"],
): Promise<{ page: ReadPage; turns: Place["turns"] }> {
  const isDiffering = new Set(
    items.filter((item) => {
      const stored = known.get(item.externalId);
      return (
        !isAsListed(item, stored) || (stored !== undefined && item.facts.variantIds !== null && !namesSameVariants(item.facts, stored))
      );
    }),
  );
  const turn = turns && takeTurns(items, turns, (item) => isDiffering.has(item));
  const titles = new Map(items.map(({ externalId, title }) => [externalId, title]));
  const isTaken = new Set(turn?.taken);
  const page: ReadPage = {
    changes: [],
    unchanged: items.filter((item) => !isDiffering.has(item) && !isTaken.has(item)).map(({ externalId }) => externalId),
    problems: [],
  };
  // Of their variants what is stored proves nothing: it may be just those that differ, or what no listing tells.
  const read = async (some: readonly SourceItem[]): Promise<void> => {
    for (let at = 0; at < some.length; at += MAX_READ) {
      const whole = await source.readByIds(some.slice(at, at + MAX_READ).map(({ externalId }) => externalId));
      const { changes, problems, unchanged } = await readChanges(whole, known, true);
      page.changes.push(...changes);
      page.problems.push(...problems.map((problem) => ({ ...problem, title: problem.title || (titles.get(problem.externalId) ?? "") })));
      page.unchanged.push(...unchanged);
    }
  };
  const notRead = (some: Iterable<SourceItem>): SourceItem[] => {
    const counted = new Set([...page.changes.map(externalIdOf), ...page.unchanged, ...page.problems.map(({ externalId }) => externalId)]);
    return [...some].filter(({ externalId }) => !counted.has(externalId));
  };
  await read([...isDiffering]);
  page.problems.push(...(await leftOut(source, notRead(isDiffering))));
  if (!turn) return { page, turns };
  try {
    await read(turn.taken);
    page.unchanged.push(...notRead(turn.taken).map(({ externalId }) => externalId));
    return { page, turns: turn.turns };
  } catch (error) {
    // A shop that has no strength for more is compared all the same; the next look begins with these.
    if (!isFailedAsk(error) || !error.isPassing) throw error;
    page.unchanged.push(...notRead(turn.taken).map(({ externalId }) => externalId));
    return { page, turns: { after: turns?.after ?? null, left: 0 } };
  }
}

/** Of so many it is asked whether they went between the listing and the reading, which is nobody's fault; of more it is a rule that they did not. */
const MOST_ASKED_ALONE = 20;

/** What the shop lists and does not show still differs: its look says so. */
async function leftOut(source: PullSource, missing: readonly SourceItem[]): Promise<ReadPage["problems"]> {
  if (missing.length === 0) return [];
  const { trashed, unknown } = await source.askAlone(missing.slice(0, MOST_ASKED_ALONE).map(({ externalId }) => externalId));
  const isGone = new Set([...trashed, ...unknown]);
  return missing
    .filter(({ externalId }) => !isGone.has(externalId))
    .map(({ externalId, title }) => ({ externalId, title, message: "product is listed by the shop and left out when it is asked for" }));
}
