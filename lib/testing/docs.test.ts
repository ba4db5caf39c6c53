import { existsSync, readFileSync, readdirSync, statSync } from "node:fs";
import { dirname, join } from "node:path";
import { expect, test } from "vitest";
import { parseEnv } from "@/lib/core/env";

/** What people read must not fall behind the code. */
const read = (path: string) => readFileSync(path, "utf8");
const documents = ["README.md", ...readdirSync("docs").map((name) => join("docs", name))].filter((path) => path.endsWith(".md"));

const settings = [...read("lib/core/env.ts").matchAll(/^ {4}([A-Z][A-Z0-9_]+):/gm)].flatMap(([, name]) => name ?? []);

test("every setting stands in docs/configuration.md", () => {
  expect(settings).toContain("DATABASE_URL");
  const explained = read("docs/configuration.md");
  expect(settings.filter((name) => !explained.includes(`\`${name}\``))).toEqual([]);
});

test("every setting stands in .env.example", () => {
  const example = read(".env.example");
  expect(settings.filter((name) => name !== "NODE_ENV" && !new RegExp(`^${name}=`, "m").test(example))).toEqual([]);
});

test("the defaults in docs/configuration.md are those of the code", () => {
  const env = parseEnv({ NEXTAUTH_SECRET: "-".repeat(32), ENCRYPTION_KEYS: `k1:${Buffer.alloc(32).toString("base64")}` });
  const actual: Record<string, unknown> = {
    ...env,
    INNGEST_DEV: Number(env.INNGEST_DEV),
    ALLOW_HTTP_SHOPS: Number(env.ALLOW_HTTP_SHOPS),
    ALLOW_PRIVATE_SHOPS: Number(env.ALLOW_PRIVATE_SHOPS),
    PUBLIC_URL: env.PUBLIC_URL.replace(`${env.HOST}:${env.PORT}`, "HOST:PORT"),
  };
  const written = [...read("docs/configuration.md").matchAll(/^\| `([A-Z0-9_]+)` \| `([^`]+)` \|/gm)].map(
    ([, name = "", value]) => [name, value] as const,
  );
  expect(written.length).toBeGreaterThan(15);
  expect(Object.fromEntries(written)).toEqual(Object.fromEntries(written.map(([name]) => [name, String(actual[name])])));
});

/** GitHub's: letters, digits, hyphens; spaces become hyphens. */
const anchorOf = (heading: string) =>
  heading
    .toLowerCase()
    .replace(/[^\p{L}\p{N} -]/gu, "")
    .trim()
    .replaceAll(" ", "-");
const anchorsOf = (path: string) => [...read(path).matchAll(/^#{1,6} (.+)$/gm)].map(([, heading = ""]) => anchorOf(heading));

test("links between documents lead somewhere", () => {
  const broken = documents.flatMap((from) =>
    [...read(from).matchAll(/(?:\]\(|src(?:set)?=")([^)"\s]+)/g)]
      .flatMap(([, target]) => target ?? [])
      .filter((target) => !/^[a-z]+:/.test(target))
      .filter((target) => {
        const [file = "", anchor] = target.split("#");
        const path = file === "" ? from : join(dirname(from), file);
        return !existsSync(path) || (anchor !== undefined && path.endsWith(".md") && !anchorsOf(path).includes(anchor));
      })
      .map((target) => `${from}: ${target}`),
  );
  expect(broken).toEqual([]);
});

test("commands in the documents exist", () => {
  const { scripts } = JSON.parse(read("package.json")) as { scripts: Record<string, string> };
  const wrong = documents.flatMap((path) => [
    ...[...read(path).matchAll(/npm run (?:-s )?([a-z:]+)/g)].flatMap(([, name]) =>
      name !== undefined && name in scripts ? [] : [`${path}: npm run ${name}`],
    ),
    ...[...read(path).matchAll(/(?:node|tsx) (scripts\/[\w./-]+\.(?:ts|mjs))/g)].flatMap(([, file]) =>
      file !== undefined && existsSync(file) ? [] : [`${path}: ${file}`],
    ),
  ]);
  expect(wrong).toEqual([]);
});

test("pictures are small", () => {
  const large = readdirSync("docs/pictures").filter((name) => statSync(join("docs/pictures", name)).size > 300_000);
  expect(large).toEqual([]);
});
