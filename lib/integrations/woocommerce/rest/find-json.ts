import { parseExactly } from "../parse-event";

export type FoundJson = { kind: "json"; json: object } | { kind: "html"; title: string } | { kind: "neither" };

const MAX_TITLE = 120;
const MARKUP_OF_A_PAGE = /<(!doctype|html|head|body|script|title|form)\b/i;
/** Where data can begin behind a warning: after a tag or on a line of its own. "[3]" in the middle of a warning is none. */
const BEGINNING = /[>\n][ \t\r]{0,80}(?=\{\s{0,80}["}]|\[\s{0,80}[[{"\]])/;

/**
 * The object or list in an answer, digits intact. PHP may write warnings before it and caches a comment behind it (README of the captures);
 * a page that merely holds JSON in a script is a page, and of a list that was cut off no part is taken.
 */
export function findJson(body: string): FoundJson {
  const json = parseObject(body) ?? insideOf(body);
  if (json) return { kind: "json", json };
  return isPage(body.trimStart().slice(0, 5_000)) ? { kind: "html", title: titleOf(body) } : { kind: "neither" };
}

/** PHP's own warnings are not: with nothing behind them the answer is broken, and no firewall's. */
const isPage = (text: string): boolean => /^<(?!b>|br\b)[a-z!?]/i.test(text) || (!/^[[{]/.test(text) && MARKUP_OF_A_PAGE.test(text));

function insideOf(body: string): object | null {
  const text = body.trim();
  const found = BEGINNING.exec(text);
  const start = /^[[{]/.test(text) ? 0 : found ? found.index + found[0].length : -1;
  const end = start < 0 ? -1 : text.lastIndexOf(text[start] === "{" ? "}" : "]") + 1;
  if (end <= start || MARKUP_OF_A_PAGE.test(text.slice(0, start)) || MARKUP_OF_A_PAGE.test(text.slice(end))) return null;
  return parseObject(text.slice(start, end));
}

/** A number of 16 signs or with an exponent; fewer digits survive the engine's reader. In a string it only costs time. */
const MAY_LOSE_DIGITS = /[:,[]\s*(?:-?[\d.]{16}|-?\d[\d.]*[eE])/;

/** The engine's own reader is forty times as fast, and says no sooner; the exact one is for what it would round. */
function parseObject(text: string): object | null {
  const value = parsed(text);
  if (typeof value !== "object" || value === null) return null;
  return MAY_LOSE_DIGITS.test(text) ? (parseExactly(text) as object) : value;
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}

/** "Attention Required! | Cloudflare": a hint for people, never shown as markup. */
function titleOf(html: string): string {
  const [, title = ""] = /<title[^>]*>([^<]{0,1000})/i.exec(html.slice(0, 50_000)) ?? [];
  return title.replace(/\s+/g, " ").trim().slice(0, MAX_TITLE);
}
