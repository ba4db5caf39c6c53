import { joinAffixes, type Word } from "./join-affixes";

/**
 * Words for full-text search of a long text: the normalised words, and each ZWNJ compound also as one word, so that
 * لپ‌تاپ answers to لپ, تاپ and لپتاپ. In order; repeats stay, they are the word's frequency.
 */
export function indexTokensOf(text: string): string[] {
  const words = joinAffixes(text);
  return [...words.map((word) => word.text), ...compoundsOf(words)];
}

/**
 * As above for a title: every two neighbours are also given as one word, because in a title a space is often a ZWNJ
 * somebody could not type (لپ تاپ, t shirt). In a description this would double the index for nothing.
 */
export function titleTokensOf(text: string): string[] {
  const words = joinAffixes(text);
  return [...words.map((word) => word.text), ...new Set([...compoundsOf(words), ...neighboursOf(words)])];
}

/** The words to ask for, any of which may match: a title's tokens, each once, of at most 32 words. */
export function queryTokensOf(query: string): string[] {
  const words = joinAffixes(query.slice(0, MAX_QUERY_CHARS)).slice(0, MAX_QUERY_WORDS);
  return [...new Set([...words.map((word) => word.text), ...compoundsOf(words), ...neighboursOf(words)])];
}

const MAX_QUERY_CHARS = 2_000;
// A pasted page is not a query; beyond this the words would match everything.
const MAX_QUERY_WORDS = 32;

function neighboursOf(words: Word[]): string[] {
  return words.slice(1).map((word, index) => (words[index]?.text ?? "") + word.text);
}

/** The pairs a ZWNJ ties, and a longer chain (شست‌و‌شو) as a whole. */
function compoundsOf(words: Word[]): string[] {
  const compounds: string[] = [];
  let chain: string[] = [];
  for (const word of [...words, { text: "", isGlued: false }]) {
    if (!word.isGlued) {
      if (chain.length > 2) compounds.push(chain.join(""));
      chain = [word.text];
      continue;
    }
    compounds.push((chain.at(-1) ?? "") + word.text);
    chain.push(word.text);
  }
  return compounds;
}
