/** A text's sentences and lines, each with the white space after it: joined, they are the text again. */
export function sentencesOf(text: string): string[] {
  const sentences: string[] = [];
  let from = 0;
  for (const { 0: end, index } of text.matchAll(sentenceEnd)) {
    sentences.push(text.slice(from, index + end.length));
    from = index + end.length;
  }
  if (from < text.length) sentences.push(text.slice(from));
  return sentences;
}

// A full stop counts before white space only: 4.5 and example.com are no ends.
const sentenceEnd = /[.!?؟؛…]{1,20}["'»”’)\]]{0,3}(?:\s+|$)|[。！？]\s*|\n\s*/g;
