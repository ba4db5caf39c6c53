import { groupByContent, type Piece } from "./group-by-content";
import { sentencesOf } from "./sentences";
import { countTokens } from "./tokens";

export const MAX_CHUNK_TOKENS = 400;

/**
 * Cuts a plain text into passages of at most 400 tokens, so that an edited paragraph changes its own passages only:
 * - a paragraph, list or table of 80 characters and more stands alone, together with the one short line above it
 *   (its heading);
 * - other short ones in a row are grouped by their content (group-by-content.ts);
 * - what is over 400 tokens is cut at sentences and lines, a sentence over 400 at words, both by content too.
 */
export function passagesOf(text: string): string[] {
  const passages: string[] = [];
  let shorts: string[] = [];
  const blocks = text.split(/\n{2,}/).map((block) => block.trim());
  for (const block of blocks.filter((candidate) => wordCharacter.test(candidate))) {
    if (block.length < SHORT_BLOCK_CHARS) {
      shorts.push(block);
      continue;
    }
    const heading = shorts.at(-1);
    passages.push(...groupShorts(shorts.slice(0, -1)), ...cutBlock(heading === undefined ? block : `${heading}\n${block}`));
    shorts = [];
  }
  return [...passages, ...groupShorts(shorts)];
}

/** About a line: shorter is a heading or a slogan, and says too little alone. */
const SHORT_BLOCK_CHARS = 80;
/** Code units; at most three tokens each, so a slice of an endless word always fits. */
const WORD_SLICE = /[^]{1,100}(?<![\ud800-\udbff])|[^]/g;

const wordCharacter = /[\p{L}\p{N}]/u;

function groupShorts(shorts: string[]): string[] {
  const pieces = shorts.map((text) => withTokens(`${text}\n`));
  return groupByContent(pieces, { minTokens: 60, maxTokens: MAX_CHUNK_TOKENS, piecesPerMark: 3 }).flatMap(fit);
}

function cutBlock(block: string): string[] {
  if (countTokens(block) <= MAX_CHUNK_TOKENS) return [block];
  const pieces = sentencesOf(block).map(withTokens).flatMap(cutSentence);
  return groupByContent(pieces, { minTokens: 200, maxTokens: MAX_CHUNK_TOKENS, piecesPerMark: 3 }).flatMap(fit);
}

function cutSentence(sentence: Piece): Piece[] {
  if (sentence.tokens <= MAX_CHUNK_TOKENS) return [sentence];
  const words = sentence.text.match(/\S+\s*|\s+/g) ?? [];
  const pieces = words.flatMap((word) => (word.length > 100 ? (word.match(WORD_SLICE) ?? []) : [word])).map(withTokens);
  const bounds = { minTokens: 200, maxTokens: MAX_CHUNK_TOKENS, piecesPerMark: 24 };
  return groupByContent(pieces, bounds).map((group) => withTokens(group.join("")));
}

/** Tokens of pieces are summed above; should the joined text have more after all, it is halved until it fits. */
function fit(pieces: string[]): string[] {
  const text = pieces.join("").trim();
  if (!wordCharacter.test(text)) return [];
  if (pieces.length === 1 || countTokens(text) <= MAX_CHUNK_TOKENS) return [text];
  const half = pieces.length >> 1;
  return [...fit(pieces.slice(0, half)), ...fit(pieces.slice(half))];
}

function withTokens(text: string): Piece {
  return { text, tokens: countTokens(text) };
}
