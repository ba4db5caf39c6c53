import { normaliseText } from "../text/normalise";
import { conceptsOf } from "./lexicon";
import { stemOf } from "./stem";
import { weightOf } from "./word-weight";

/**
 * What a text is made of, as weights by 32-bit hash: its words, their letter groups of 3 to 5 (so that a typo or another
 * ending still resembles), neighbours written as one word, and the concepts of the lexicon, by which two languages meet.
 */
export function featuresOf(text: string): Map<number, number> {
  const features = new Map<number, number>();
  const add = (feature: number, weight: number) => features.set(feature, (features.get(feature) ?? 0) + weight);

  const all = normaliseText(text).split(" ").filter(Boolean);
  const telling = all.filter((word) => weightOf(word) > 0);
  // "The Who" is all grammar, and still a query.
  const stems = (telling.length > 0 ? telling : all).map(stemOf);

  let previous = "";
  for (const stem of stems) {
    const weight = weightOf(stem) || 1;
    add(hash(stem, WORD), weight);
    addLetterGroups(stem, weight, add);
    if (previous !== "") add(hash(previous + stem, WORD), NEIGHBOUR_WEIGHT);
    previous = stem;
  }
  for (const { id, isBroader } of conceptsOf(all.map(stemOf))) {
    add(hash(id, CONCEPT), isBroader ? BROADER_WEIGHT : CONCEPT_WEIGHT);
  }
  return features;
}

const NEIGHBOUR_WEIGHT = 0.5;
// A word brings some fifteen letter groups along; a concept has to be heard over those of both languages.
const CONCEPT_WEIGHT = 5;
const BROADER_WEIGHT = 1.2;
const MIN_GROUP = 3;
const MAX_GROUP = 5;

// Seeds that keep equal spellings of different kinds apart.
const WORD = 0x811c9dc5;
const LETTERS = 0x1b873593;
const CONCEPT = 0x2545f491;

function addLetterGroups(stem: string, weight: number, add: (feature: number, weight: number) => void): void {
  const framed = `^${stem}$`.slice(0, MAX_WORD_LETTERS);
  const groups = countGroups(framed.length);
  for (let start = 0; start + MIN_GROUP <= framed.length; start += 1) {
    // FNV-1a letter by letter: the hash of each longer group continues that of the shorter one
    let value = LETTERS;
    const end = Math.min(start + MAX_GROUP, framed.length);
    for (let index = start; index < end; index += 1) {
      value = Math.imul(value ^ framed.charCodeAt(index), 0x01000193);
      if (index - start + 1 >= MIN_GROUP) add(mix(value), weight / Math.sqrt(groups));
    }
  }
}
/** Of an endless word the beginning is enough. */
const MAX_WORD_LETTERS = 40;

function countGroups(letters: number): number {
  let count = 0;
  for (let size = MIN_GROUP; size <= MAX_GROUP; size += 1) count += Math.max(0, letters - size + 1);
  return count;
}

function hash(text: string, seed: number): number {
  let value = seed;
  for (let index = 0; index < text.length; index += 1) value = Math.imul(value ^ text.charCodeAt(index), 0x01000193);
  return mix(value);
}

/** FNV alone leaves the low bits of short texts alike. */
export function mix(value: number): number {
  let mixed = Math.imul(value ^ (value >>> 16), 0x85ebca6b);
  mixed = Math.imul(mixed ^ (mixed >>> 13), 0xc2b2ae35);
  return (mixed ^ (mixed >>> 16)) >>> 0;
}
