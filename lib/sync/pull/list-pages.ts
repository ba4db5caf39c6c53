import type { Pace } from "./pace";

/** Products in ascending order of their numbers; `total` of the whole listing as the shop counted it then, null: it did not say. */
export type AnsweredPage<T> = { rows: { id: number; row: T }[]; total: number | null };
export type ListedPage<T, A extends AnsweredPage<T>> = {
  answer: A;
  /** Rows that no page before had. */
  fresh: { id: number; row: T }[];
  /** Where the next page begins. */
  offset: number;
  after: number | null;
  isLast: boolean;
};

/** The shop does not keep the order it was asked for: nothing can be concluded from its pages. */
class UnorderedListing extends Error {
  readonly problem = "unordered";
  readonly isPassing = false;
  readonly retryAfterMs = null;
}

/**
 * Walks a listing that is sorted by ascending id through offsets, several pages ahead, and gives each product once.
 * Offsets move when something in front is deleted, so each page begins with the last product of the page before: is
 * its first one newer than that, some were skipped and the walk steps back. What is added has a larger id and comes last.
 * Where the shop does not count, the walk ends at a page without anything new. A row that stands twice in a page is one.
 */
export async function* listPages<T, A extends AnsweredPage<T>>(
  ask: (offset: number, perPage: number) => Promise<A>,
  pace: Pace,
  from: { offset: number; after: number | null },
): AsyncGenerator<ListedPage<T, A>, void, undefined> {
  let { after } = from;
  let ahead = Math.max(0, from.offset - 1);
  let total: number | null = null;
  let stepBack = 1;
  const asked: { offset: number; answer: Promise<A> }[] = [];

  for (;;) {
    while (asked.length === 0 || (total !== null && ahead < total && asked.length < pace.atOnce())) {
      const offset = ahead;
      const answer = pace.ask((perPage) => ask(offset, perPage));
      // Its turn may never come: an error is then nobody's.
      answer.catch(() => undefined);
      asked.push({ offset, answer });
      ahead = offset + Math.max(1, pace.perPage() - 1);
    }
    const head = asked.shift();
    if (!head) return;
    const answer = await head.answer;
    total = answer.total ?? total;
    const { rows } = answer;
    if (rows.some(({ id }, index) => index > 0 && id < (rows[index - 1]?.id ?? 0))) throw new UnorderedListing("ids do not ascend");
    const first = rows[0];
    const isSkipping = head.offset > 0 && after !== null && (first === undefined ? total !== 0 : first.id > after);
    if (isSkipping) {
      asked.length = 0;
      ahead = Math.max(0, Math.min(head.offset, total ?? head.offset) - stepBack);
      stepBack *= 2;
      continue;
    }
    const hasSteppedBack = stepBack > 1;
    stepBack = 1;
    const fresh = rows.filter(({ id }, index) => (after === null || id > after) && id !== rows[index - 1]?.id);
    after = fresh.at(-1)?.id ?? after;
    const offset = head.offset + rows.length;
    const isLast = total === null ? fresh.length === 0 && !hasSteppedBack : rows.length === 0 || offset >= total;
    // The host gave fewer than were asked for: the pages asked ahead leave a gap.
    if (!isLast && asked[0] && asked[0].offset > offset - 1) asked.length = 0;
    if (asked.length === 0) ahead = offset - 1;
    yield { answer, fresh, offset, after, isLast };
    if (isLast) return;
  }
}
