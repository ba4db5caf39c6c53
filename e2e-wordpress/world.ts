import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import AxeBuilder from "@axe-core/playwright";
import { expect, test as base, type Page } from "@playwright/test";
import { unzipSync } from "fflate";
import { withHubAddress } from "../lib/integrations/woocommerce/plugin-zip";
import { startServer } from "../scripts/test-server.mjs";
import { startSite } from "../scripts/wordpress/site.mjs";

const LOGS = ".data/test-logs";
export const admin = { email: "admin@example.test", password: "a sentence nobody guesses" } as const;

type Hit = { product: { external_id: string; title: string; price: string | null; in_stock: boolean } };

/** The hub as an AI application and an administrator see it. */
async function aHub() {
  mkdirSync(LOGS, { recursive: true });
  const server = await startServer({
    logFile: `${LOGS}/shop-hub.log`,
    env: { ADMIN_EMAIL: admin.email, ADMIN_PASSWORD: admin.password, PUBLIC_URL: "" },
  });
  const printed = await server.runCli("access-key", "create", "--email", admin.email, "--scopes", "*", "--quiet");
  const key = /fk_live_\S+/.exec(printed)?.[0] ?? "";
  const ask = async (method: string, path: string, body?: unknown): Promise<unknown> => {
    const answer = await fetch(server.url + path, {
      method,
      headers: { authorization: `Bearer ${key}`, "content-type": "application/json" },
      body: body ? JSON.stringify(body) : null,
    });
    if (!answer.ok) throw new Error(`${path} answered ${answer.status}: ${await answer.text()}`);
    return answer.json();
  };
  const api = (path: string, body?: unknown) => ask(body ? "POST" : "GET", path, body);
  return {
    url: server.url,
    stop: server.stop,
    api,
    patch: (path: string, body: unknown) => ask("PATCH", path, body),
    /** What an AI application finds, best first. */
    search: async (query: string) =>
      ((await api("/api/v1/knowledge/search/", { query })) as { results: Hit[] }).results.map((hit) => hit.product),
    events: async () =>
      (
        (await api("/api/v1/integrations/woocommerce/events/?limit=100")) as {
          results: { event_id: string; event_type: string; woo_product_id: string }[];
        }
      ).results,
    drift: async () => {
      const { results } = (await api("/api/v1/stores/")) as { results: { id: string; name: string }[] };
      return (await api(`/api/v1/stores/${results[0]?.id}/drift/`)) as Record<string, number | string | null>;
    },
  };
}

/** The plugin as a shop owner gets it: the built zip, downloaded from this hub and unpacked. */
function unpackPlugin(hubUrl: string) {
  const folder = mkdtempSync(join(tmpdir(), "fiko-plugin-"));
  for (const [name, bytes] of Object.entries(unzipSync(withHubAddress(readFileSync("dist/fiko-woocommerce-sync.zip"), hubUrl)))) {
    mkdirSync(dirname(join(folder, name)), { recursive: true });
    writeFileSync(join(folder, name), bytes);
  }
  return folder;
}

async function aShop(hubUrl: string) {
  const folder = unpackPlugin(hubUrl);
  const site = await startSite({ pluginDir: join(folder, "fiko-woocommerce-sync") });
  return {
    ...site,
    async stop() {
      await site.stop();
      rmSync(folder, { recursive: true, force: true });
    },
    /** A product as the shop's people have made it long ago. @returns its id */
    async makeProduct(props: Record<string, string | number>) {
      const printed = await site.php(
        `$p = new WC_Product_Simple(); $p->set_props( json_decode( ${phpText(JSON.stringify(props))}, true ) ); $p->save(); echo 'id:', $p->get_id();`,
      );
      return Number(/id:(\d+)/.exec(printed)?.[1]);
    },
  };
}
export const phpText = (text: string) => `'${text.replace(/['\\]/g, (character) => `\\${character}`)}'`;

type World = { hub: Awaited<ReturnType<typeof aHub>>; shop: Awaited<ReturnType<typeof aShop>> };

/** A story fails on any uncaught error in the browser, too. */
export const test = base.extend<{ wpAdmin: Page; axe: (include: string) => Promise<void>; problems: string[] }, World>({
  hub: [
    async ({}, use) => {
      const hub = await aHub();
      await use(hub);
      await hub.stop();
    },
    { scope: "worker", timeout: 120_000 },
  ],
  shop: [
    async ({ hub }, use) => {
      const shop = await aShop(hub.url);
      await use(shop);
      await shop.stop();
    },
    { scope: "worker", timeout: 180_000 },
  ],
  problems: async ({ page }, use) => {
    const problems: string[] = [];
    page.on("pageerror", (error) => problems.push(error.message));
    await use(problems);
    expect(problems, "uncaught errors in the browser").toEqual([]);
  },
  wpAdmin: async ({ page, shop, problems }, use) => {
    expect(problems).toEqual([]);
    await page.goto(`${shop.url}/wp-login.php`);
    await page.locator("#user_login").fill("admin");
    await page.locator("#user_pass").fill("admin");
    await page.locator("#wp-submit").click();
    await expect(page.locator("#wpadminbar")).toBeVisible();
    await use(page);
  },
  axe: async ({ page }, use) => {
    await use(async (include) => {
      const { violations } = await new AxeBuilder({ page })
        .withTags(["wcag2a", "wcag2aa", "wcag21a", "wcag21aa"])
        .include(include)
        .analyze();
      const found = violations.map(
        ({ id, help, nodes }) => `${id}: ${help}\n    ${nodes.map((node) => node.html.slice(0, 200)).join("\n    ")}`,
      );
      expect(found, `accessibility of ${page.url()}`).toEqual([]);
    });
  },
});
export { expect };
