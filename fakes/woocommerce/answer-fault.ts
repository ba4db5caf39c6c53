import type { Fault } from "./faults";

export type RawAnswer = { status: number; headers: Record<string, string>; body: string };

const JSON_TYPE = { "Content-Type": "application/json; charset=UTF-8" };
const HTML_TYPE = { "Content-Type": "text/html" };
const MAINTENANCE_RETRY_SECONDS = 600; // capture error-503-maintenance
const TOO_MANY_RETRY_SECONDS = 5;

const nginxPage = (title: string): string =>
  `<html>\r\n<head><title>${title}</title></head>\r\n<body>\r\n<center><h1>${title}</h1></center>\r\n` +
  `<hr><center>nginx/1.22.1</center>\r\n</body>\r\n</html>\r\n`;

const FATAL = {
  code: "internal_server_error",
  message:
    "<p>There has been a critical error on this website.</p>" +
    '<p><a href="https://wordpress.org/documentation/article/faq-troubleshooting/">Learn more about troubleshooting WordPress.</a></p>',
  data: { status: 500 },
  additional_errors: [],
};
const MAINTENANCE = {
  code: "wp_die",
  message: "Briefly unavailable for scheduled maintenance. Check back in a minute.",
  data: { status: 503 },
  additional_errors: [],
};
const FIREWALL_PAGE =
  '<!DOCTYPE html><html lang="fa" dir="rtl"><head><title>بررسی امنیتی</title></head>' +
  "<body><h1>در حال بررسی مرورگر شما…</h1><noscript>لطفاً جاوااسکریپت را روشن کنید.</noscript></body></html>\n";

export const WARNINGS =
  "<br />\n<b>Warning</b>:  Undefined array key &quot;sale&quot; in " +
  "<b>/var/www/html/wp-content/plugins/some-plugin/hooks.php</b> on line <b>214</b><br />\n";

export const tooManyRequests = (retryAfterSeconds: number): RawAnswer => ({
  status: 429,
  headers: { ...HTML_TYPE, "Retry-After": String(retryAfterSeconds) },
  body: nginxPage("429 Too Many Requests"),
});

/** The answer that stands in for the shop's own. @returns null for the faults that do something to the real answer */
export function answerFault({ kind, retryAfterSeconds, location }: Fault, siteUrl: string): RawAnswer | null {
  if (kind === "fatal") return { status: 500, headers: JSON_TYPE, body: JSON.stringify(FATAL) };
  if (kind === "bad-gateway") return { status: 502, headers: HTML_TYPE, body: nginxPage("502 Bad Gateway") };
  if (kind === "too-many") return tooManyRequests(retryAfterSeconds ?? TOO_MANY_RETRY_SECONDS);
  if (kind === "firewall") return { status: 200, headers: { "Content-Type": "text/html; charset=UTF-8" }, body: FIREWALL_PAGE };
  if (kind === "empty-list") return { status: 200, headers: { ...JSON_TYPE, "X-WP-Total": "0", "X-WP-TotalPages": "0" }, body: "[]" };
  if (kind === "redirect") return { status: 301, headers: { ...HTML_TYPE, Location: location ?? `${siteUrl}/moved/` }, body: "" };
  if (kind === "maintenance") {
    const headers = { ...JSON_TYPE, "Retry-After": String(retryAfterSeconds ?? MAINTENANCE_RETRY_SECONDS) };
    return { status: 503, headers, body: JSON.stringify(MAINTENANCE) };
  }
  return null;
}
