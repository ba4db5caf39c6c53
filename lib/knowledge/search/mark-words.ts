import { titleTokensOf } from "../text/index-tokens";

export type Segment = { text: string; isMarked: boolean };

/** A run of letters, marks and digits as people see one, with the half-spaces inside it. */
const wordLike = /[\p{L}\p{N}][\p{L}\p{M}\p{N}\u200c\u0640]*/gu;

/**
 * The text cut where words begin and end that the search took for some of `tokens`, whatever letters and spaces they
 * are written with. The parts together are the text.
 */
export function markWords(text: string, tokens: readonly string[]): Segment[] {
  const wanted = new Set(tokens);
  const spans = [...text.matchAll(wordLike)].map((match) => ({ start: match.index, end: match.index + match[0].length, word: match[0] }));
  const own = spans.map(({ word }) => titleTokensOf(word));
  const isWanted = (found: readonly string[]) => found.some((token) => wanted.has(token));
  const marked = own.map(isWanted);
  for (let at = 1; at < spans.length; at++) {
    if (marked[at - 1] && marked[at]) continue;
    // Two words that the search reads as one: «کتاب ها», "t shirt".
    const joined = titleTokensOf(`${spans[at - 1]?.word} ${spans[at]?.word}`);
    const alone = [...(own[at - 1] ?? []), ...(own[at] ?? [])];
    if (isWanted(joined.filter((token) => !alone.includes(token)))) marked[at - 1] = marked[at] = true;
  }
  return cut(
    text,
    spans.filter((_, at) => marked[at]),
  );
}

function cut(text: string, spans: readonly { start: number; end: number }[]): Segment[] {
  const segments: Segment[] = [];
  let from = 0;
  for (const { start, end } of spans) {
    if (start > from) segments.push({ text: text.slice(from, start), isMarked: false });
    segments.push({ text: text.slice(start, end), isMarked: true });
    from = end;
  }
  if (from < text.length) segments.push({ text: text.slice(from), isMarked: false });
  return segments;
}
