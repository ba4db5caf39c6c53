import { cleanText } from "./clean-text";
import { toPlainText } from "./plain-text";
import { withoutPrices } from "./without-prices";

const MAX_LINE_CHARS = 500;

/** A description as people and models may read it: plain text without prices. */
export function readable(html: string): string {
  return withoutPrices(toPlainText(html));
}

/**
 * A name on one line, without prices. Names are not HTML ("a < b" is a name), yet WooCommerce encodes entities in some
 * of them (categories: "Audio &amp; Video").
 */
export function readableLine(name: string): string {
  const cut = name.slice(0, MAX_LINE_CHARS);
  const decoded = cut.includes("&") ? toPlainText(cut.replaceAll("<", "&lt;")) : cut;
  return withoutPrices(cleanText(decoded).replaceAll("\n", " "));
}
