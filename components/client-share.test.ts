import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";

/** Of the files that draw, those whose script travels to the browser: server pages read, client leaves move. */
const MOST_CLIENT_SHARE = 0.35;

test("at most 35 % of the components are client components", () => {
  const files = ["app", "components"].flatMap((folder) =>
    readdirSync(folder, { recursive: true })
      .map((name) => join(folder, String(name)))
      .filter((path) => path.endsWith(".tsx")),
  );
  const clients = files.filter((path) => readFileSync(path, "utf8").startsWith('"use client"'));
  expect(files.length).toBeGreaterThan(100);
  expect(clients.length / files.length, `${clients.length} of ${files.length}`).toBeLessThanOrEqual(MOST_CLIENT_SHARE);
});
