import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import pg from "pg";
import { startChild, wait } from "../scripts/child.mjs";
import { ensurePostgres, startPostgres } from "../scripts/postgres.mjs";

/** A private, durable PostgreSQL server that can be stopped, as its host would, and started again on the same data. */
export type RestartablePostgres = { url: string; stop(): Promise<void>; start(): Promise<void>; remove(): Promise<void> };

const LIMIT_MS = 30_000;
const isRoot = process.getuid?.() === 0;

export async function restartablePostgres(): Promise<RestartablePostgres> {
  const { bin } = await ensurePostgres();
  // A server of its own even where the tests use another one: that one must not be stopped.
  const { TEST_DATABASE_URL: others } = process.env;
  delete process.env.TEST_DATABASE_URL;
  const cluster = await startPostgres({ fsync: true }).finally(() => {
    if (others !== undefined) process.env.TEST_DATABASE_URL = others;
  });
  const folder = await ask(cluster.url, async (client) =>
    String((await client.query<{ data_directory: string }>("SHOW data_directory")).rows[0]?.data_directory),
  );
  const { port } = new URL(cluster.url);
  let again: ReturnType<typeof startChild> | null = null;

  async function until(isDone: () => Promise<boolean>): Promise<void> {
    for (const deadline = Date.now() + LIMIT_MS; !(await isDone()); await wait(50))
      if (Date.now() > deadline) throw new Error("PostgreSQL does not do as it is told");
  }
  const answers = () => ask(cluster.url, async (client) => Boolean(await client.query("SELECT 1"))).catch(() => false);

  return {
    url: cluster.url,
    async stop() {
      const [pid] = readFileSync(join(folder, "postmaster.pid"), "utf8").split("\n");
      // "Immediate": connections are cut in the middle of what they do.
      process.kill(Number(pid), "SIGQUIT");
      await until(async () => !(await answers()));
      await until(async () => !existsSync(join(folder, "postmaster.pid")));
    },
    async start() {
      const command = [join(bin, "postgres"), "-D", folder, "-k", join(folder, ".."), "-p", port, "-c", "listen_addresses=127.0.0.1"];
      const [program = "", ...args] = isRoot ? ["runuser", "-u", "postgres", "--", ...command] : command;
      again = startChild(program, args, { cwd: "/" });
      await until(answers);
    },
    async remove() {
      await again?.stop("SIGINT");
      await cluster.stop();
    },
  };
}

async function ask<T>(url: string, work: (client: pg.Client) => Promise<T>): Promise<T> {
  const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: 2_000 });
  client.on("error", () => {});
  await client.connect();
  try {
    return await work(client);
  } finally {
    await client.end();
  }
}
