import type { KnowledgeContent } from "./content";
import { normaliseText } from "./normalise";
import { MAX_CHUNK_TOKENS } from "./passages";
import { readableLine } from "./readable";
import { sentencesOf } from "./sentences";
import { countTokens } from "./tokens";

/**
 * The product at a glance: title, brand, categories, tags, one line per attribute (the variants' values included), then
 * as much of the short description as fits. Normally one card; a product with very many values gets up to four, each
 * under the title. What is a set is sorted, so that the same product from a webhook and from a page of the API reads
 * the same. Labels follow the title's script.
 */
export function cardsOf(content: KnowledgeContent, shortDescription: string): { cards: string[]; holdsShortDescription: boolean } {
  const title = firstTokens(readableLine(content.title), MAX_TITLE_TOKENS);
  const { labels, comma } = /\p{Script=Arabic}/u.test(title) ? persian : english;
  const lists: [string, string[]][] = [
    [labels.brand, content.brand ? [content.brand] : []],
    [labels.categories, sortedSet(content.categories)],
    [labels.tags, sortedSet(content.tags)],
    ...attributesOf(content),
  ];
  const lines = lists.flatMap(([label, values]) => linesOf(label, values, comma));
  const cards = packLines(title, lines);

  const last = cards.pop() ?? "";
  const roomForText = MAX_CHUNK_TOKENS - countTokens(`${last}\n`) - 1;
  const opening = leadingSentences(shortDescription, roomForText);
  const whole = [last, opening].filter(Boolean).join("\n");
  return { cards: [...cards, whole].filter(Boolean), holdsShortDescription: opening === shortDescription };
}

const MAX_CARDS = 4;
const MAX_TITLE_TOKENS = 100;
const MAX_LINE_TOKENS = 120;
/** Beyond this no card has room; it bounds the work on a hostile product. */
const MAX_VALUES = 200;
const MAX_ATTRIBUTES = 100;

const persian = { labels: { brand: "برند", categories: "دسته‌بندی", tags: "برچسب‌ها" }, comma: "، " };
const english = { labels: { brand: "Brand", categories: "Categories", tags: "Tags" }, comma: ", " };

function sortedSet(values: string[]): string[] {
  const byMeaning = new Map<string, string>();
  for (const value of values.slice(0, MAX_VALUES).map(readableLine).sort()) {
    const key = normaliseText(value) || value;
    if (value !== "" && !byMeaning.has(key)) byMeaning.set(key, value);
  }
  return [...byMeaning.values()];
}

/** By name, in the merchant's order; WooCommerce names a global attribute "Color" on a product and pa_color elsewhere. */
function attributesOf({ attributes, variants }: KnowledgeContent): [string, string[]][] {
  const merged = new Map<string, { name: string; values: string[] }>();
  const add = (rawName: string, values: string[]) => {
    const name = readableLine(rawName.replace(/^(?:attribute_)?pa_/, ""));
    const key = normaliseText(name);
    const attribute = merged.get(key) ?? { name, values: [] };
    if (key !== "" && merged.size < MAX_ATTRIBUTES) merged.set(key, attribute);
    if (attribute.values.length < 2 * MAX_VALUES) attribute.values.push(...values.slice(0, MAX_VALUES));
  };
  for (const { name, options } of attributes.slice(0, MAX_ATTRIBUTES)) add(name, options);
  for (const variant of variants) for (const [name, value] of Object.entries(variant.attributes)) add(name, [value]);
  return [...merged.values()].map(({ name, values }) => [name, sortedSet([...new Set(values)])]);
}

/** "Size: L, M, S", on several lines with the label repeated when there are very many. */
function linesOf(label: string, values: string[], comma: string): string[] {
  const lines: string[] = [];
  let line = "";
  for (const value of values) {
    const longer = line === "" ? `${label}: ${value}` : `${line}${comma}${value}`;
    if (line !== "" && countTokens(longer) > MAX_LINE_TOKENS) {
      lines.push(line);
      line = `${label}: ${value}`;
    } else line = longer;
  }
  return line === "" ? lines : [...lines, line];
}

function packLines(title: string, lines: string[]): string[] {
  const cards: string[] = [];
  let card = title;
  for (const line of lines) {
    const longer = card === "" ? line : `${card}\n${line}`;
    if (countTokens(longer) <= MAX_CHUNK_TOKENS) card = longer;
    else {
      cards.push(card);
      if (cards.length === MAX_CARDS) return cards;
      card = firstTokens([title, line].filter(Boolean).join("\n"), MAX_CHUNK_TOKENS);
    }
  }
  return [...cards, card];
}

function leadingSentences(text: string, maxTokens: number): string {
  let opening = "";
  for (const sentence of sentencesOf(text)) {
    if (countTokens(opening + sentence) > maxTokens) break;
    opening += sentence;
  }
  return opening.trim();
}

function firstTokens(text: string, maxTokens: number): string {
  if (countTokens(text) <= maxTokens) return text;
  const words = text.split(/(?<=\s)/);
  let kept = words.length;
  while (kept > 1 && countTokens(words.slice(0, kept).join("")) > maxTokens) kept = Math.floor(kept * 0.9);
  const cut = words.slice(0, kept).join("").trim();
  // One endless word: a character is at most three tokens and an emoji's half two.
  return countTokens(cut) <= maxTokens ? cut : cut.slice(0, Math.floor(maxTokens / 3)).replace(/[\ud800-\udbff]$/, "");
}
