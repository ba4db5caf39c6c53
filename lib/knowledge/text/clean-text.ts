/**
 * Removes what nobody sees and what breaks storage: NUL and other control characters, zero-width and bidi marks, tag
 * characters and variation selectors (text can be smuggled in them), private-use glyphs of icon fonts, lone surrogates.
 * ZWNJ stays inside words: it is Persian spelling. Spaces of all kinds become one; at most one blank line remains.
 */
export function cleanText(text: string): string {
  return text
    .replace(/\r\n?|[\u2028\u2029]/g, "\n")
    .replace(/[^\S\n]|[\v\f]/g, " ")
    .replace(/\p{Surrogate}/gu, "\ufffd")
    .replace(/(?![\n\u200c])[\p{Cc}\p{Cf}\p{Co}\ufe00-\ufe0f\u{e0100}-\u{e01ef}]/gu, "")
    .replace(/\u200c{2,}/g, "\u200c")
    .replace(/(?<![\p{L}\p{M}\p{N}])\u200c|\u200c(?![\p{L}\p{M}\p{N}])/gu, "")
    .replace(/ {2,}/g, " ")
    .replace(/ ?\n ?/g, "\n")
    .replace(/\n{3,}/g, "\n\n")
    .trim();
}
