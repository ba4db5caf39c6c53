import type { KnowledgeContent } from "./content";
import { normaliseText } from "./normalise";
import { readable, readableLine } from "./readable";
import { sentencesOf } from "./sentences";
import { suspiciousTextOf } from "./suspicious-text";

export const MAX_SUMMARY_CHARS = 280;
export const MAX_SUMMARY_SENTENCES = 2;

/**
 * The product in two sentences of its own: the first that say something, of the short description or else of the
 * description, under the title where they do not name it. At most 280 characters, no price, nothing addressed to a model.
 */
export function summariseExtractively(content: KnowledgeContent): string {
  const title = readableLine(content.title);
  const own = [content.shortDescription, content.description].map((html) => usableSentences(readable(html)));
  const sentences = (own.find((found) => found.length > 0) ?? []).slice(0, MAX_SUMMARY_SENTENCES);
  const text = sentences.join(" ");
  const namesTitle = normaliseText(text).includes(normaliseText(title));
  const summary = text === "" ? title : namesTitle ? text : `${title}: ${text}`;
  return cutAtWord(summary, MAX_SUMMARY_CHARS);
}

/** At a word's end, with an ellipsis within the bound; a word that long is cut itself. */
export function cutAtWord(text: string, maxChars: number): string {
  if (text.length <= maxChars) return text;
  const head = text.slice(0, maxChars - 1).replace(/[\ud800-\udbff]$/, "");
  if (/\s/.test(text[head.length] ?? "")) return `${head}…`;
  const atWord = head.replace(/[\s\p{P}]+\S*$/u, "");
  return `${atWord === "" || atWord.length < maxChars / 2 ? head : atWord}…`;
}

/** Lines without an end of their own, such as headings and list items, are taken as sentences. */
function usableSentences(text: string): string[] {
  return sentencesOf(text.slice(0, MAX_SOURCE_CHARS))
    .map((sentence) => sentence.replace(/^- /, "").trim())
    .filter((sentence) => /\p{L}{2}/u.test(sentence) && suspiciousTextOf(sentence).length === 0);
}

// The first two sentences are near the beginning.
const MAX_SOURCE_CHARS = 5_000;
