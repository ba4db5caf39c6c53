import { expect, type APIRequestContext, type Browser, type Locator, type Page } from "@playwright/test";
import { auditEn, auditFa } from "../lib/i18n/ui/audit";
import { authEn, authFa } from "../lib/i18n/ui/auth";
import { commonEn, commonFa } from "../lib/i18n/ui/common";
import { connectEn, connectFa } from "../lib/i18n/ui/connect";
import { eventsEn, eventsFa } from "../lib/i18n/ui/events";
import { failureEn, failureFa } from "../lib/i18n/ui/failure";
import { helpEn, helpFa } from "../lib/i18n/ui/help";
import { historyEn, historyFa } from "../lib/i18n/ui/history";
import { keysEn, keysFa } from "../lib/i18n/ui/keys";
import { knowledgeEn, knowledgeFa } from "../lib/i18n/ui/knowledge";
import { overviewEn, overviewFa } from "../lib/i18n/ui/overview";
import { productsEn, productsFa } from "../lib/i18n/ui/products";
import { profileEn, profileFa } from "../lib/i18n/ui/profile";
import { settingsEn, settingsFa } from "../lib/i18n/ui/settings";
import { setupEn, setupFa } from "../lib/i18n/ui/setup";
import { shellEn, shellFa } from "../lib/i18n/ui/shell";
import { storesEn, storesFa } from "../lib/i18n/ui/stores";
import { syncEn, syncFa } from "../lib/i18n/ui/sync";
import { tableEn, tableFa } from "../lib/i18n/ui/table";
import { teamEn, teamFa } from "../lib/i18n/ui/team";
import { tokensEn, tokensFa } from "../lib/i18n/ui/tokens";

/** What stories share: who signs in, and how a shop and a person do their part. */
export const admin = { email: "admin@example.com", password: "a sentence nobody guesses" } as const;

export const en = {
  common: commonEn,
  audit: auditEn,
  auth: authEn,
  failure: failureEn,
  keys: keysEn,
  profile: profileEn,
  team: teamEn,
  events: eventsEn,
  knowledge: knowledgeEn,
  products: productsEn,
  shell: shellEn,
  tokens: tokensEn,
  stores: storesEn,
  connect: connectEn,
  sync: syncEn,
  overview: overviewEn,
  table: tableEn,
  help: helpEn,
  settings: settingsEn,
  setup: setupEn,
  history: historyEn,
};
export const fa = {
  common: commonFa,
  audit: auditFa,
  auth: authFa,
  failure: failureFa,
  keys: keysFa,
  profile: profileFa,
  team: teamFa,
  events: eventsFa,
  knowledge: knowledgeFa,
  products: productsFa,
  shell: shellFa,
  tokens: tokensFa,
  stores: storesFa,
  connect: connectFa,
  sync: syncFa,
  overview: overviewFa,
  table: tableFa,
  help: helpFa,
  settings: settingsFa,
  setup: setupFa,
  history: historyFa,
};

export type Look = { language: "fa" | "en"; theme: "light" | "dark" };
/** Both languages and both themes: words do not change a contrast, and colours move nothing. */
export const looks: readonly Look[] = [
  { language: "fa", theme: "light" },
  { language: "en", theme: "dark" },
];

/** As the switches of the page would set it. */
export async function choose(page: Page, { language, theme }: Look): Promise<void> {
  const place = { domain: "127.0.0.1", path: "/" };
  await page.context().addCookies([
    { name: "fiko_language", value: language, ...place },
    { name: "fiko_theme", value: theme, ...place },
  ]);
}

/** A sentence with values, as a pattern: names may stand between invisible direction marks. */
export function said(sentence: string, values: Record<string, string> = {}): RegExp {
  const pattern = sentence
    .replace(/[.*+?^$()|[\]\\]/g, "\\$&")
    // A form for one and a form for many.
    .replace(/\{\w+:([^{}]+?)\\\|([^{}]+?)\}/g, "(?:$1|$2)")
    .replace(/\{(\w+)\}/g, (_, name: string) =>
      values[name] === undefined ? ".+?" : `[\u2066-\u2069]?${values[name].replace(/[.*+?^${}()|[\]\\]/g, "\\$&")}[\u2066-\u2069]?`,
    );
  return new RegExp(pattern);
}

/** Makes a token by the page's own dialog (English) and answers its secret. */
export async function makeToken(page: Page, name: string): Promise<string> {
  await page.goto("/tokens");
  await page.getByRole("button", { name: en.tokens.create.open }).click();
  const dialog = page.getByRole("dialog");
  await dialog.getByLabel(en.tokens.create.name, { exact: true }).fill(name);
  await dialog.getByRole("button", { name: en.tokens.create.submit }).click();
  await expect(dialog.getByText(en.tokens.secret.once)).toBeVisible();
  const secret = await dialog.getByText(/^wc_sk_live_/).innerText();
  await dialog.getByRole("button", { name: en.tokens.secret.done }).click();
  await expect(dialog).toBeHidden();
  return secret.trim();
}

/** What a button copied: the browser writes it a moment after the key. */
export async function copied(page: Page, pattern: RegExp): Promise<string> {
  let text = "";
  await expect.poll(async () => (text = await page.evaluate(() => navigator.clipboard.readText()))).toMatch(pattern);
  return text;
}

export type Delivered = { id: number; name: string } & Record<string, unknown>;

/** What a shop's plugin does when a product is saved. */
export async function deliver(request: APIRequestContext, secret: string, product: Delivered, event: { id: string; type?: string }) {
  return request.post("/api/integrations/woocommerce/webhook/", {
    headers: { authorization: `Bearer ${secret}` },
    data: { event_id: event.id, event_type: event.type ?? "product.updated", product },
  });
}

/** A second account with a session of its own, made as an administrator would by the API. */
export async function signedInOwner(page: Page, browser: Browser, baseURL: string, email: string): Promise<{ page: Page; userId: string }> {
  const password = "an owner's own long password";
  const made = await page.request.post("/api/v1/users/", { headers: { origin: baseURL }, data: { email, role: "OWNER", password } });
  expect(made.status()).toBe(201);
  const { id } = (await made.json()) as { id: string };
  // Without the story's own session, which a new context would inherit.
  const context = await browser.newContext({ baseURL, storageState: { cookies: [], origins: [] } });
  const own = await context.newPage();
  await own.goto("/sign-in");
  await own.getByLabel("ایمیل").fill(email);
  await own.getByLabel("گذرواژه", { exact: true }).fill(password);
  await own.getByRole("button", { name: "ورود", exact: true }).click();
  await own.waitForURL("**/overview");
  return { page: own, userId: id };
}

/** A list that is not live is opened until the pipeline is through, and looked at when it is there: a page may be loaded before it. */
export const untilThere = (page: Page, path: string, rows: Locator, count: number): Promise<void> =>
  expect(async () => {
    await page.goto(path);
    await expect(rows).toHaveCount(count, { timeout: 1_000 });
  }).toPass({ timeout: 30_000 });

/**
 * Nothing has come for half a second, by what the page itself has measured: a page that has just come takes the keyboard first, and
 * what opens over it must not lose it again. The browser's "networkidle" is not always said, even of a page that is long quiet.
 */
export async function settled(page: Page): Promise<void> {
  await page.waitForLoadState("load");
  await page.waitForFunction(() => {
    const came = performance.getEntriesByType("resource").map((entry) => entry.startTime + entry.duration);
    return performance.now() - Math.max(0, ...came) > 500;
  });
}
