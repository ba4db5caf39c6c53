import type { SourceItem } from "@/lib/integrations/pull/source";
import { shopIdOf } from "@/lib/integrations/digest/delete-gone";
import type { Turns } from "@/lib/sync/jobs/job";

/**
 * Questions of one comparison that go to products whose listing shows nothing: a plugin that writes a variation's price, a text or
 * a category's name past the shop's own functions moves no date, and no listing tells. So each comparison reads some of the catalogue
 * whole, the next goes on behind them, and behind the last one it begins anew. A shop of up to 300 variable products is read whole
 * each night; one of 10,000, a fifth of them variable, within a week. At 150 ms a question that is some eight seconds.
 */
const QUESTIONS_A_LOOK = 300;
/** Plain products come a hundred an answer, a variable one is a question for each hundred of its variations. */
const PRODUCTS_A_QUESTION = 100;
/** Where a listing does not tell the variants (Shopify): what a product costs of its points, in these terms. */
const UNTOLD_COST = 1 / 3;

export const beginTurns = (after: string | null): Turns => ({ after, left: QUESTIONS_A_LOOK });

/** Where the next comparison goes on: behind the last whose turn it was, or at the beginning. */
export const nextTurn = ({ after, left }: Turns): string | null => (left > 0 ? null : after);

function costOf({ facts: { variantIds } }: Pick<SourceItem, "facts">): number {
  if (variantIds === null) return UNTOLD_COST;
  return variantIds.length === 0 ? 1 / PRODUCTS_A_QUESTION : Math.ceil(variantIds.length / PRODUCTS_A_QUESTION);
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
