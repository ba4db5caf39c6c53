import { normaliseText } from "../text/normalise";
import entries from "./lexicon.json";
import { stemOf } from "./stem";

export type Concept = { id: string; isBroader: boolean };

/**
 * The concepts a row of stems names, by the longest match: «ضد آب» is waterproof and says nothing of water. Words are
 * compared joined, so لپ تاپ, لپ‌تاپ and لپتاپ are one, as are t shirt and tshirt. A word may name several concepts.
 */
export function conceptsOf(stems: string[]): Concept[] {
  const found: Concept[] = [];
  for (let start = 0; start < stems.length;) {
    let length = Math.min(MAX_WORDS, stems.length - start);
    let concepts: Concept[] | undefined;
    for (; length > 0; length -= 1) {
      concepts = find(stems.slice(start, start + length).join(""));
      if (concepts) break;
    }
    if (concepts) found.push(...concepts);
    start += Math.max(length, 1);
  }
  return found;
}

/** «ال ای دی تی وی» */
const MAX_WORDS = 5;
const byWords = new Map<string, Concept[]>();

/** A last ی may be the indefinite or, after a vowel, ezafe (پتوی نرم): it is dropped when the word with it means nothing. */
function find(words: string): Concept[] | undefined {
  return byWords.get(words) ?? (words.length > 3 && words.endsWith("ی") ? byWords.get(words.slice(0, -1)) : undefined);
}

for (const entry of entries as { id: string; broader?: string[]; words: string[] }[]) {
  const concepts = [{ id: entry.id, isBroader: false }, ...(entry.broader ?? []).map((id) => ({ id, isBroader: true }))];
  const keys = new Set(entry.words.map((words) => normaliseText(words).split(" ").map(stemOf).join("")));
  for (const key of keys) byWords.set(key, [...(byWords.get(key) ?? []), ...concepts]);
}
