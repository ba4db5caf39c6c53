import { joinAffixes } from "./join-affixes";

/**
 * The one normaliser, for what is indexed and for what is asked: lower-case words of letters and ASCII digits, one space
 * between them (fold-letters.ts: the letters; join-affixes.ts: Persian affixes). Idempotent. The original is kept
 * elsewhere for display.
 */
export function normaliseText(text: string): string {
  return joinAffixes(text)
    .map((word) => word.text)
    .join(" ");
}
