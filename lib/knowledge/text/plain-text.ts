import { compile, type DomNode, type FormatCallback } from "html-to-text";
import { cleanText } from "./clean-text";
import { stripShortcodes } from "./strip-shortcodes";

/**
 * What a person would read of a merchant's HTML: no scripts, hidden parts, builder markup or shortcodes; a blank line
 * between blocks, one line per list item and table row. Takes any input, of which the first 200,000 characters count.
 */
export function toPlainText(html: string): string {
  const source = html.slice(0, MAX_HTML_CHARS).replace(controlCharacters, "");
  const text = joinCells(htmlToText(markNewlines(source))).replace(newlineMarks, "\n");
  return cleanText(stripShortcodes(text));
}

const MAX_HTML_CHARS = 200_000;
// Deeper is not a description but an attack on the recursive formatter.
const MAX_DEPTH = 100;

const controlCharacters = /[\0-\x08\x0b-\x1f\x7f]/g;
// Marks stand for a line break or a table cell while HTML's own white space collapses; the input cannot hold them.
const NEWLINE_MARK = "\v";
const CELL_MARK = "\x1e";
const newlineMarks = /\v/g;
/** By hand: a pattern that begins with any white space takes quadratic time on a run of it. */
function joinCells(text: string): string {
  const cells = text.split(CELL_MARK);
  return cells
    .map((cell, index) => (index === 0 ? cell : cell.trimStart()))
    .map((cell, index) => (index === cells.length - 1 ? cell : cell.trimEnd()))
    .join(" | ");
}

/**
 * WordPress stores paragraphs as blank lines and adds `<p>` only when it renders, so a blank line is a break always and
 * a single newline where the text has no tags for lines of its own. A mark inside a tag is an unknown attribute.
 */
function markNewlines(html: string): string {
  const hasLineTags = /<(?:p|br|div|li|tr|h[1-6])\b/i.test(html);
  const marked = html.replace(/\r\n?/g, "\n").replace(/\n[ \t]*\n\s*/g, `\n${NEWLINE_MARK}${NEWLINE_MARK}\n`);
  return hasLineTags ? marked : marked.replace(/(?<!\v)\n(?!\v)/g, ` ${NEWLINE_MARK} `);
}

const formatCell: FormatCallback = (element, walk, builder) => {
  if (hasCellBefore(element)) builder.addLiteral(CELL_MARK);
  walk(element.children, builder);
};
// The parser links siblings; the type of html-to-text leaves that out, and counting children would be quadratic.
type Sibling = DomNode & { prev?: Sibling | null };
function hasCellBefore(element: Sibling): boolean {
  let before = element.prev;
  while (before && before.name !== "td" && before.name !== "th") before = before.prev;
  return Boolean(before);
}

const unread = ["script", "style", "noscript", "template", "head", "iframe", "object", "svg", "math", "form", "button", "select"];
const hidden = ["[hidden]", '[aria-hidden="true"]'].concat(
  ["display:none", "display: none", "visibility:hidden", "visibility: hidden"].map((style) => `[style*="${style}" i]`),
);
const paragraph = { format: "block", options: { leadingLineBreaks: 2, trailingLineBreaks: 2 } };
const line = { format: "block", options: { leadingLineBreaks: 1, trailingLineBreaks: 1 } };

const htmlToText = compile({
  wordwrap: false,
  limits: { maxDepth: MAX_DEPTH, maxInputLength: 2 * MAX_HTML_CHARS, ellipsis: "" },
  // Like the default, but without the marks above and with ZWSP left to cleanText.
  whitespaceCharacters: " \t\r\n",
  formatters: { cell: formatCell },
  selectors: [
    ...[...unread, ...hidden, "img", "hr"].map((selector) => ({ selector, format: "skip" })),
    { selector: "a", options: { ignoreHref: true } },
    { selector: "ul", options: { itemPrefix: "- " } },
    ...["h1", "h2", "h3", "h4", "h5", "h6", "blockquote", "table", "pre"].map((selector) => ({
      selector,
      ...paragraph,
    })),
    ...["tr", "caption", "dt", "dd", "figcaption"].map((selector) => ({ selector, ...line })),
    ...["td", "th"].map((selector) => ({ selector, format: "cell" })),
  ],
});
