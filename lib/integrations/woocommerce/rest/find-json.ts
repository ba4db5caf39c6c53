import { parseExactly } from "../parse-event";

export type FoundJson = { kind: "json"; json: object } | { kind: "html"; title: string } | { kind: "neither" };

/** Tries before a text counts as none: a warning that names an array index costs one. */
const MAX_STARTS = 20;
const MAX_TITLE = 120;
const MARKUP_OF_A_PAGE = /<(!doctype|html|head|body|script|title|form)\b/i;

/**
 * The object or list in an answer, digits intact. PHP may write warnings before it and caches a comment behind it (README of the captures);
 * a whole page that merely holds JSON in a script is a page.
 */
export function findJson(body: string): FoundJson {
  const whole = parseObject(body);
  if (whole) return { kind: "json", json: whole };
  let start = -1;
  for (let tries = 0; tries < MAX_STARTS; tries++) {
    start = nextStart(body, start + 1);
    if (start < 0) break;
    const before = body.slice(0, start);
    if (MARKUP_OF_A_PAGE.test(before)) break;
    const end = body.lastIndexOf(body[start] === "{" ? "}" : "]");
    if (end <= start || MARKUP_OF_A_PAGE.test(body.slice(end + 1))) continue;
    const json = parseObject(body.slice(start, end + 1));
    if (json) return { kind: "json", json };
  }
  return /<[a-z!][^<>]*>/i.test(body.slice(0, 2_000)) ? { kind: "html", title: titleOf(body) } : { kind: "neither" };
}

function nextStart(body: string, from: number): number {
  const [object, list] = [body.indexOf("{", from), body.indexOf("[", from)];
  return object < 0 || list < 0 ? Math.max(object, list) : Math.min(object, list);
}

function parseObject(text: string): object | null {
  try {
    // The engine's own reader says no sooner.
    JSON.parse(text);
  } catch {
    return null;
  }
  const value = parseExactly(text);
  return typeof value === "object" && value !== null ? value : null;
}

/** "Attention Required! | Cloudflare": a hint for people, never shown as markup. */
function titleOf(html: string): string {
  const [, title = ""] = /<title[^>]*>([^<]{0,1000})/i.exec(html.slice(0, 50_000)) ?? [];
  return title.replace(/\s+/g, " ").trim().slice(0, MAX_TITLE);
}
