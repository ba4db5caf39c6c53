import AxeBuilder from "@axe-core/playwright";
import { expect, test as base, type Page } from "@playwright/test";

/** What the browser itself says about an answer the page expects (a refused sign-in, a missing product) is no error of ours. */
const EXPECTED = [
  /^Failed to load resource: the server responded with a status of 4\d\d/,
  // Pictures of shops that are nowhere.
  /^Failed to load resource: net::ERR_NAME_NOT_RESOLVED/,
];
/** Pictures of shops that a story opened and closed again. */
const isPictureGone = (text: string, address: string): boolean =>
  /^Failed to load resource: net::ERR_CONNECTION_REFUSED/.test(text) && /\/(wp-content\/uploads|pictures)\/.+\.svg$/.test(address);

export type StoryOptions = {
  /** The file in which first-run leaves the administrator's session of this row; stories begin with it. */
  adminState: string;
};
type Fixtures = {
  /** Collects what must not happen; a story that causes one on purpose empties it: `problems.length = 0`. */
  problems: string[];
  /** Fails with the violations of WCAG 2.2 A and AA on the page as it stands. */
  axe: (options?: AxeOptions) => Promise<void>;
};
type AxeOptions = { include?: string; exclude?: string[] };

/** Violations of WCAG 2.2 A and AA on the page as it stands, with the elements. */
export async function findingsOfAxe(page: Page, { include, exclude = [] }: AxeOptions = {}): Promise<string[]> {
  let builder = new AxeBuilder({ page }).withTags(["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]);
  if (include) builder = builder.include(include);
  for (const selector of exclude) builder = builder.exclude(selector);
  const { violations } = await builder.analyze();
  return violations.map(
    ({ id, help, nodes }) =>
      `${new URL(page.url()).pathname}: ${id}: ${help}\n    ${nodes.map((node) => node.html.slice(0, 200)).join("\n    ")}`,
  );
}

function watch(page: Page, problems: string[]) {
  page.on("pageerror", (error) => problems.push(`uncaught in the page: ${error.message}`));
  page.on("console", (message) => {
    const text = message.text();
    if (message.type() !== "error" || isPictureGone(text, message.location().url)) return;
    if (!EXPECTED.some((pattern) => pattern.test(text))) problems.push(`console.error: ${text}`);
  });
}

/** A test fails on any unexpected console.error, uncaught error or refused content (CSP), in every page it opens. */
export const test = base.extend<Fixtures & StoryOptions>({
  adminState: ["", { option: true }],
  problems: [
    async ({ context }, use) => {
      const problems: string[] = [];
      context.on("page", (page) => watch(page, problems));
      await use(problems);
      expect(problems, "errors in the browser's console").toEqual([]);
    },
    { auto: true },
  ],
  axe: async ({ page }, use) => {
    await use(async (options) => {
      expect(await findingsOfAxe(page, options), `accessibility of ${page.url()}`).toEqual([]);
    });
  },
});

export { expect };
