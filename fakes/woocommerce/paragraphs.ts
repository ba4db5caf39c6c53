const BLOCK = /^<(h[1-6]|p|ul|ol|li|div|table|blockquote|pre|figure|section)\b/i;

/** WordPress' paragraph filter, near enough: bare text becomes a paragraph, blocks stay, a newline ends it all. */
export function wrapParagraphs(html: string): string {
  const text = html.trim();
  if (text === "") return "";
  const chunks = text
    .replaceAll("\r\n", "\n")
    .replace(/(<\/(?:h[1-6]|p|ul|ol|li|div|table|blockquote)>)\s*(?=<)/gi, "$1\n")
    .replace(/(<(?:ul|ol)\b[^>]*>)\s*(?=<li)/gi, "$1\n")
    .split(/\n{2,}/)
    .map((chunk) => (BLOCK.test(chunk) ? chunk : `<p>${chunk.replaceAll("\n", "<br />\n")}</p>`));
  return `${chunks.join("\n")}\n`;
}
