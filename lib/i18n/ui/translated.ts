/** The other language must say everything the first says: a missing sentence does not compile. */
export type Translated<T> = { readonly [K in keyof T]: T[K] extends string ? string : Translated<T[K]> };

const FIRST_STRONG_ISOLATE = "\u2068";
const POP_ISOLATE = "\u2069";
const hasLetters = /\p{L}/u;

/** A name of either script inside a sentence of either direction keeps its own order. Numbers need no isolation. */
const isolate = (text: string): string => (hasLetters.test(text) ? FIRST_STRONG_ISOLATE + text + POP_ISOLATE : text);

const isolates = new RegExp(`[${FIRST_STRONG_ISOLATE}${POP_ISOLATE}]`, "g");
/** The sentence for readers that lay out no text. */
export const withoutIsolates = (text: string): string => text.replace(isolates, "");

/**
 * "{count} {count:product|products}" with {count: "412"}: English has one form for 1 and one for all else, Persian one for
 * all. Sentences are plain text so that client leaves can be given them as props.
 */
export function fill(sentence: string, values: Record<string, string>): string {
  return sentence.replace(/\{(\w+)(?::([^|{}]+)\|([^|{}]+))?\}/g, (whole, name: string, one?: string, other?: string) => {
    const value = values[name];
    if (value === undefined) return whole;
    return (value === "1" ? one : other) ?? isolate(value);
  });
}
