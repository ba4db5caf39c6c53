import { execFile, spawn } from "node:child_process";
import { once } from "node:events";
import { existsSync } from "node:fs";
import { connect } from "node:net";
import { dirname } from "node:path";
import { promisify } from "node:util";
import { describe, expect, test, vi } from "vitest";

const server = process.env.TEST_DATABASE_URL ?? "";
/** The server of this run was started by the same script: only then is there one to start here. */
const isLocal = /@127\.0\.0\.1:/.test(server);

const isListening = (port: number) =>
  new Promise<boolean>((resolve) => {
    const socket = connect(port, "127.0.0.1");
    socket.once("connect", () => resolve(socket.destroy() !== undefined));
    socket.once("error", () => resolve(false));
  });

describe.runIf(isLocal)("the private server goes with its starter", () => {
  test.each(["SIGINT", "SIGTERM", "SIGKILL"] as const)("ended by %s", async (signal) => {
    const starter = spawn(process.execPath, ["scripts/postgres.mjs"], { env: { ...process.env, TEST_DATABASE_URL: "" } });
    const [line] = (await once(starter.stdout, "data")) as [Buffer];
    const url = new URL(String(line).trim());
    const { default: pg } = await import("pg");
    const client = new pg.Client({ connectionString: url.href });
    await client.connect();
    const { rows } = await client.query<{ folder: string; alike: number }>(
      "SELECT current_setting('data_directory') AS folder, strpos(current_setting('lc_ctype'), 'UTF-8') AS alike",
    );
    await client.end();
    expect(rows[0]?.alike).toBeGreaterThan(0);

    starter.kill(signal);
    await once(starter, "close");
    await vi.waitFor(
      async () => expect([await isListening(Number(url.port)), existsSync(dirname(rows[0]?.folder ?? ""))]).toEqual([false, false]),
      10_000,
    );
  });
});

test.runIf(server)("`prisma migrate deploy` makes the database, finds no drift and leaves no shadow database behind", async () => {
  const { default: pg } = await import("pg");
  const url = new URL(server);
  url.pathname = `/fiko_deploy_${process.pid}`;
  const prisma = async (...args: string[]) => {
    const env = { ...process.env, DATABASE_URL: url.href, PRISMA_SCHEMA_ENGINE_BINARY: "" };
    return (await promisify(execFile)(process.execPath, ["scripts/prisma.mjs", "migrate", ...args], { env })).stdout;
  };
  const admin = new pg.Client({ connectionString: server });
  await admin.connect();
  try {
    expect(await prisma("deploy")).toContain("All migrations have been successfully applied");
    expect(await prisma("diff", "--from-migrations=prisma/migrations", "--to-schema=prisma/schema.prisma", "--exit-code")).toContain(
      "No difference",
    );
    const shadows = await admin.query("SELECT datname FROM pg_database WHERE datname LIKE 'prisma_migrate_shadow%'");
    expect(shadows.rows).toEqual([]);
  } finally {
    await admin.query(`DROP DATABASE IF EXISTS "${url.pathname.slice(1)}" WITH (FORCE)`);
    await admin.end();
  }
});
