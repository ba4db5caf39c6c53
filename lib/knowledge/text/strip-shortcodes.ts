/**
 * Takes WordPress shortcodes out of plain text and keeps what they wrap. Unknown plugins' shortcodes are recognised by
 * their shape, so "[2 pcs]", "[XL]" and "[limited edition]" stay. Linear in the text's length.
 */
export function stripShortcodes(text: string): string {
  if (!text.includes("[")) return text;
  const visible = unreadable.reduce(removeWithContent, text);
  const closed = new Set(Array.from(visible.matchAll(/\[\/([a-z][\w-]*)\]/g), ([, name]) => name));
  return visible.replace(/\[([^[\]]*)\]/g, (bracketed, inside: string) => (isShortcode(inside, closed) ? " " : bracketed));
}

// What these wrap is code, base64 or an address, not text.
const unreadable = ["vc_raw_html", "vc_raw_js", "embed", "video", "audio", "playlist"];

// Used bare and without a closing tag, and never words of a sale text in this spelling.
const bareShortcodes = new Set(["gallery", "playlist", "toc", "products", "contact-form-7", "shop_messages"]);

const MAX_SHORTCODE_CHARS = 5_000;
const shortcodeName = /^\/?([A-Za-z][\w-]*)(?=\s|\/?$)/;
const attribute = /\s[\w-]+\s*=\s*\S/;

function isShortcode(inside: string, closed: Set<string | undefined>): boolean {
  if (inside.length > MAX_SHORTCODE_CHARS) return false;
  const name = shortcodeName.exec(inside.trimEnd())?.[1];
  if (name === undefined) return false;
  if (inside.startsWith("/") || inside.endsWith("/")) return true;
  if (attribute.test(inside)) return true;
  const isBare = inside.trimEnd() === name;
  return isBare && (closed.has(name) || bareShortcodes.has(name) || /^[a-z][a-z0-9-]*_[\w-]*$/.test(name));
}

function removeWithContent(text: string, name: string): string {
  const opening = new RegExp(`\\[${name}(?=[\\s\\]])`, "g");
  const closing = `[/${name}]`;
  let kept = "";
  let from = 0;
  for (let open = opening.exec(text); open; open = opening.exec(text)) {
    const close = text.indexOf(closing, open.index);
    if (close < 0) break;
    kept += `${text.slice(from, open.index)} `;
    from = close + closing.length;
    opening.lastIndex = from;
  }
  return kept + text.slice(from);
}
