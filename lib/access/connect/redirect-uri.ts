import { parseAddress } from "../addresses";

/** Longer ones no browser and no WordPress makes. */
const MAX_LENGTH = 2_000;
/** The plugin's page in WordPress. */
const SETTINGS_PAGE = "fiko-wc-sync";
/** What we add: a shop that brings them itself wants something else. */
const OUR_PARAMETERS = ["code", "state", "error"];

function isLoopback(hostname: string): boolean {
  if (hostname === "localhost") return true;
  const address = parseAddress(hostname.replace(/^\[|\]$/g, ""));
  return address?.range() === "loopback";
}

/**
 * Where the browser goes back to: the plugin's own settings page, over https, or over http on this very machine. A code
 * sent anywhere else would be somebody else's. Null: it is no such place.
 */
export function readRedirectUri(text: string, allowHttp: boolean): URL | null {
  // Spaces, tabs and backslashes: readers of addresses do not agree on them.
  if (text.length > MAX_LENGTH || !/^https?:\/\/[^\s\\\p{Cc}]+$/iu.test(text) || !URL.canParse(text)) return null;
  const url = new URL(text);
  if (url.protocol === "http:" && !allowHttp && !isLoopback(url.hostname)) return null;
  if (url.username !== "" || url.password !== "" || text.includes("#")) return null;
  // Most often /wp-admin/admin.php, in whatever folder; some shops rename wp-admin.
  if (!url.pathname.endsWith("/admin.php")) return null;
  const pages = url.searchParams.getAll("page");
  if (pages.length !== 1 || pages[0] !== SETTINGS_PAGE || OUR_PARAMETERS.some((name) => url.searchParams.has(name))) return null;
  return url;
}

/** The same address with what the shop waits for; its query stays as it is. */
export const withAnswer = (redirectUri: URL, answer: Record<string, string>): string =>
  `${redirectUri.href}&${new URLSearchParams(answer).toString()}`;
