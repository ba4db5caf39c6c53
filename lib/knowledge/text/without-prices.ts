import { endOfMoney } from "./find-money";
import { moneyTokensOf } from "./money-tokens";

/**
 * Takes amounts of money out of text, so that no chunk can quote yesterday's price; the live price is joined at search.
 * An amount is a number (digits of any script, or Persian number words) beside a currency or after a price label; ranges
 * go whole. Every other number stays: sizes, percentages, weights, model numbers.
 *
 * Left alone on purpose: "pound" and «پوند», a weight more often than money (£ and GBP are money), and the adjective
 * «۵۰۰ هزار تومانی», which says what a gift card is, not what it costs.
 */
export function withoutPrices(text: string): string {
  if (!anyNumber.test(text)) return text;
  const marked = markAmounts(text);
  if (!marked.includes(PLACE)) return text;
  return marked
    .replace(labelBeforePlace, PLACE)
    .replace(bracketedPlace, PLACE)
    .replace(connectedPlaces, PLACE)
    .replace(placeAsSentence, "$1")
    .split("\n")
    .filter((line) => !onlyPlaces.test(line))
    .map(tidyLine)
    .join("\n")
    .replace(/\n{3,}/g, "\n\n")
    .trim();
}

// Marks where an amount was, until what belonged to it (label, brackets, "to") is gone too. Never in plain text.
const PLACE = "\u0001";
const anyNumber = /\p{Nd}|صد|هزار|میلیون|ميليون/u;

function markAmounts(text: string): string {
  const tokens = moneyTokensOf(text);
  const kept: string[] = [];
  for (let index = 0; index < tokens.length;) {
    const end = endOfMoney(tokens, index);
    kept.push(end === null ? (tokens[index]?.raw ?? "") : PLACE);
    index = end ?? index + 1;
  }
  return kept.join("");
}

const labelWords =
  "(?:قیمت|قيمت|بهای?|مبلغ|نرخ|[Pp]rices?|PRICE|[Cc]osts?)(?: (?:ویژه|نهایی|اصلی|جدید|قبلی|فروش|مصرف‌?کننده|با تخفیف|محصول|کالا|واحد))?";
const labelBeforePlace = new RegExp(
  `(?<!\\p{L})(?:(?:${labelWords}|فقط|تنها|از|به|با|[Oo]nly|[Jj]ust|[Nn]ow|[Ww]as|[Ff]or|[Ff]rom|[Aa]t) ?[:：=]? ?){1,3}${PLACE}`,
  "gu",
);
const bracketedPlace = new RegExp(`[(\\[«] ?${PLACE} ?[)\\]»]`, "g");
const connectedPlaces = new RegExp(`${PLACE}(?:(?: ?[-–—~/] ?| (?:تا|الی|to|and|و|or|یا) )${PLACE})+`, "g");
const placeAsSentence = new RegExp(`([.!?؟]) ?${PLACE} ?[.!]`, "g");
const onlyPlaces = new RegExp(`^[-•* .,،؛;:!|]*${PLACE}[- .,،؛;:!|${PLACE}]*$`);

function tidyLine(line: string): string {
  if (!line.includes(PLACE)) return line;
  return line
    .replaceAll(PLACE, " ")
    .replace(/ {2,}/g, " ")
    .replace(/ (?=[.,،؛;!?؟)»])/g, "")
    .replace(/[,،؛;:](?=[.!?؟])/g, "")
    .replace(/^[,،؛;:|=]+|(?<![ :=|،,–—-])[ :=|،,–—-]+$/g, "")
    .trim();
}
