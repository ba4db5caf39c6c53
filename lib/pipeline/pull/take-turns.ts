import type { SourceItem } from "@/lib/integrations/pull/source";
import { shopIdOf } from "@/lib/integrations/digest/delete-gone";
import type { Turns } from "@/lib/sync/jobs/job";

/**
 * Questions of one comparison that go to products whose listing shows nothing: a plugin that writes a text or a category's name past
 * the shop's own functions moves no date, and no listing tells. So each comparison reads some of the catalogue whole, the next goes on
 * behind them, and behind the last one it begins anew. A shop of 3,000 plain products is read whole each night, one of 10,000, a fifth
 * of them with four variations, within a week; where variations are listed by product only, 150 variable products are. At 150 ms a
 * question that is some eight seconds.
 */
const QUESTIONS_A_LOOK = 150;
/** Products, and listed variations, of an answer. */
const ROWS_A_QUESTION = 100;
/** Such a page is waited for by itself, which takes as long as five questions that are asked side by side. */
const PAGE_COST = 5;
/** Where a listing does not tell the variants (Shopify): what a product costs of its points, in these terms. */
const UNTOLD_COST = 1 / 3;

export const beginTurns = (after: string | null): Turns => ({ after, left: QUESTIONS_A_LOOK });

/** Where the next comparison goes on: behind the last whose turn it was, or at the beginning. */
export const nextTurn = ({ after, left }: Turns): string | null => (left > 0 ? null : after);

function costOf({ facts: { variantIds, variants } }: Pick<SourceItem, "facts">): number {
  if (variantIds === null) return UNTOLD_COST;
  // Told with the listing, so they come many at a question there.
  if (variantIds.length === 0 || variants !== undefined) return (PAGE_COST * (1 + variantIds.length)) / ROWS_A_QUESTION;
  return Math.ceil(variantIds.length / ROWS_A_QUESTION);
}

const numberOf = (externalId: string): bigint => BigInt(shopIdOf(externalId));

/**
 * Whose turn it is to be read whole, of a page in the listing's order, which is that of the shop's own numbers.
 * @param isToBeRead already, whatever the turns say: it passes without taking one
 */
export function takeTurns(
  items: readonly SourceItem[],
  turns: Turns,
  isToBeRead: (item: SourceItem) => boolean,
): { taken: SourceItem[]; turns: Turns } {
  const taken: SourceItem[] = [];
  let { after, left } = turns;
  for (const item of items) {
    if (left <= 0) break;
    if (after !== null && numberOf(item.externalId) <= numberOf(after)) continue;
    after = item.externalId;
    if (isToBeRead(item)) continue;
    taken.push(item);
    left -= costOf(item);
  }
  return { taken, turns: { after, left } };
}
