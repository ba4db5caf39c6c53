import { randomBytes } from "node:crypto";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { TestProject } from "vitest/node";
import { createPglite, openDatabase, wrapPglite } from "@/lib/core/open-database";

declare module "vitest" {
  // Only an interface can be added to.
  // eslint-disable-next-line @typescript-eslint/consistent-type-definitions
  interface ProvidedContext {
    /** What each file's database is a copy of: a data folder's archive (embedded), or a database's name (PostgreSQL). */
    templateDatabase: string;
  }
}

/** Migrates one database, once in a run: a copy of it costs a fifth of making another. */
export default async function makeTemplate({ provide }: TestProject): Promise<() => Promise<void>> {
  const server = process.env.TEST_DATABASE_URL;
  if (!server) {
    const lite = await createPglite("memory://");
    const database = await wrapPglite(lite);
    await database.migrate();
    const folder = mkdtempSync(join(tmpdir(), "fiko-test-template-"));
    const archive = join(folder, "database.tar");
    writeFileSync(archive, Buffer.from(await (await lite.dumpDataDir("none")).arrayBuffer()));
    await database.close();
    provide("templateDatabase", archive);
    return () => Promise.resolve(rmSync(folder, { recursive: true, force: true }));
  }
  const { default: pg } = await import("pg");
  const name = `fiko_template_${randomBytes(6).toString("hex")}`;
  const admin = new pg.Client({ connectionString: server });
  await admin.connect();
  await admin.query(`CREATE DATABASE "${name}"`);
  const url = new URL(server);
  url.pathname = `/${name}`;
  const database = await openDatabase({ url: url.href, dataDir: "", poolSize: 1 });
  await database.migrate();
  await database.close();
  provide("templateDatabase", name);
  return async () => {
    await admin.query(`DROP DATABASE IF EXISTS "${name}" WITH (FORCE)`);
    await admin.end();
  };
}
