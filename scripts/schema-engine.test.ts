import { execFile } from "node:child_process";
import { cpSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { openDatabase } from "@/lib/core/open-database";

const SAME = 0;
const DIFFERENT = 2;

/** The unmodified Prisma CLI over our engine. */
const prisma = (databaseUrl: string, ...args: string[]) =>
  new Promise<{ code: number; output: string }>((resolve) => {
    const env = { ...process.env, DATABASE_URL: databaseUrl, PRISMA_SCHEMA_ENGINE_BINARY: "" };
    execFile(process.execPath, ["scripts/prisma.mjs", ...args], { env }, (error, stdout, stderr) => {
      resolve({ code: typeof error?.code === "number" ? error.code : error ? 1 : 0, output: stdout + stderr });
    });
  });

const diffOfMigrations = (schema: string) =>
  prisma("pglite:memory://", "migrate", "diff", "--from-migrations=prisma/migrations", `--to-schema=${schema}`, "--exit-code", "--script");

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), "fiko-schema-engine-"));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

test("a schema ahead of the migrations is told, with the statement that is missing", async () => {
  const ahead = join(folder, "ahead.prisma");
  writeFileSync(ahead, `${readFileSync("prisma/schema.prisma", "utf8")}\nmodel Added {\n  id Int @id\n}\n`);
  const { code, output } = await diffOfMigrations(ahead);
  expect(output).toContain('CREATE TABLE "Added"');
  expect(code).toBe(DIFFERENT);
});

describe("the product's own bookkeeping and Prisma's agree on the embedded database", () => {
  const settings = (name: string) => ({ url: `pglite:${join(folder, name)}`, dataDir: folder, poolSize: 1 });

  test("what the product applied is up to date for `migrate status` and `deploy`", async () => {
    const database = await openDatabase(settings("ours"));
    const applied = await database.migrate();
    await database.close();
    expect(applied.length).toBeGreaterThan(0);

    const status = await prisma(settings("ours").url, "migrate", "status");
    expect(status.output).toContain("Database schema is up to date!");
    expect(status.code).toBe(0);
    expect((await prisma(settings("ours").url, "migrate", "deploy")).output).toContain("No pending migrations to apply");
  });

  test("what `migrate deploy` applied leaves nothing for the product to do", async () => {
    expect((await prisma(settings("theirs").url, "migrate", "status")).code).toBe(1);
    const deploy = await prisma(settings("theirs").url, "migrate", "deploy");
    expect(deploy.output).toContain("All migrations have been successfully applied");
    expect(deploy.code).toBe(0);

    const database = await openDatabase(settings("theirs"));
    try {
      expect(await database.migrate()).toEqual([]);
    } finally {
      await database.close();
    }
    const diff = await prisma(
      settings("theirs").url,
      "migrate",
      "diff",
      "--from-config-datasource",
      "--to-schema=prisma/schema.prisma",
      "--exit-code",
    );
    expect(diff.code).toBe(SAME);
  });

  test("a folder that a server has open is refused", async () => {
    const database = await openDatabase(settings("open"));
    try {
      const { code, output } = await prisma(settings("open").url, "migrate", "deploy");
      expect(output).toContain(`in use by process ${process.pid}`);
      expect(code).not.toBe(0);
    } finally {
      await database.close();
    }
  });
});

test("`migrate dev` writes a new migration from an edited schema", async () => {
  const project = join(folder, "project");
  mkdirSync(project);
  cpSync("prisma", join(project, "prisma"), { recursive: true });
  writeFileSync(
    join(project, "prisma.config.mjs"),
    `export default { schema: ${JSON.stringify(join(project, "prisma/schema.prisma"))}, migrations: { path: ${JSON.stringify(join(project, "prisma/migrations"))} }, datasource: { url: process.env.DATABASE_URL } };`,
  );
  const schema = join(project, "prisma/schema.prisma");
  writeFileSync(schema, `${readFileSync(schema, "utf8")}\nmodel Added {\n  id Int @id\n}\n`);
  const args = ["migrate", "dev", "--create-only", "--name=add_one", `--config=${join(project, "prisma.config.mjs")}`];
  const { output } = await prisma(`pglite:${join(folder, "dev")}`, ...args);
  const made = readdirSync(join(project, "prisma/migrations")).find((name) => name.endsWith("_add_one"));
  expect(made, output).toBeDefined();
  expect(readFileSync(join(project, "prisma/migrations", made ?? "", "migration.sql"), "utf8")).toContain('CREATE TABLE "Added"');
});
