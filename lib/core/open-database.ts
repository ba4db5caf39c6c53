import { mkdirSync } from "node:fs";
import { dirname, join } from "node:path";
import type { PGlite } from "@electric-sql/pglite";
import { PrismaPg } from "@prisma/adapter-pg";
import { createClient, type DbClient } from "./db";
import { lockDataFolder } from "./data-lock";
import { listPending, migrate, type SqlConnection } from "./migrate";

/** Takes its turn among the client's statements. */
const throughClient = (db: DbClient): SqlConnection => ({
  query: (sql, parameters = []) => db.$queryRawUnsafe(sql, ...parameters),
  runScript: async (sql) => void (await db.$executeRawUnsafe(sql)),
});

/** One adapter and one code path for both databases: PGlite speaks through its node-postgres façade. */
export type Database = {
  kind: "embedded" | "postgres";
  db: DbClient;
  /** Applies missing migrations; answers their names. */
  migrate(): Promise<string[]>;
  /** How many migrations are missing. */
  countPending(): Promise<number>;
  /** Runs one statement that may take minutes or must stand outside a transaction (building an index). */
  maintain(sql: string): Promise<void>;
  close(): Promise<void>;
};

export type DatabaseSettings = { url: string | undefined; dataDir: string; poolSize: number };

/** No statement of ours needs longer; a stuck one must not hold a connection for ever. */
const STATEMENT_TIMEOUT_MS = 30_000;
const CONNECT_TIMEOUT_MS = 5_000;

const EMBEDDED_SCHEME = "pglite:";

/** Folder of the embedded database, or null when a server is configured. */
export function embeddedFolderOf({ url, dataDir }: Pick<DatabaseSettings, "url" | "dataDir">): string | null {
  if (url === undefined) return join(dataDir, "db");
  return url.startsWith(EMBEDDED_SCHEME) ? url.slice(EMBEDDED_SCHEME.length) : null;
}

export async function openDatabase(settings: DatabaseSettings): Promise<Database> {
  const folder = embeddedFolderOf(settings);
  return folder === null ? openPostgres(settings.url ?? "", settings.poolSize) : openEmbedded(folder);
}

async function openPostgres(url: string, poolSize: number): Promise<Database> {
  const { default: pg } = await import("pg");
  const config = { connectionString: url, connectionTimeoutMillis: CONNECT_TIMEOUT_MS, keepAlive: true, application_name: "fiko-sync" };
  const db = createClient(
    new PrismaPg({
      ...config,
      max: poolSize,
      statement_timeout: STATEMENT_TIMEOUT_MS,
      // Our statements are short: PostgreSQL would take longer to compile the largest of them than to run it.
      options: "-c jit=off",
      idle_in_transaction_session_timeout: 2 * STATEMENT_TIMEOUT_MS,
    }),
  );
  /** A connection of its own: scripts need the simple protocol, and building an index may outlast the statement limit. */
  const withConnection = async <T>(use: (connection: SqlConnection) => Promise<T>): Promise<T> => {
    const client = new pg.Client(config);
    await client.connect();
    try {
      return await use({
        query: async (sql, parameters) => (await client.query<Record<string, unknown>>(sql, parameters)).rows,
        runScript: async (sql) => void (await client.query(sql)),
      });
    } finally {
      await client.end();
    }
  };
  return {
    kind: "postgres",
    db,
    migrate: () => withConnection((connection) => migrate(connection)),
    // Asked by whoever asks whether we are ready: through the pool, or strangers could use up the server's connections.
    countPending: async () => (await listPending(throughClient(db))).length,
    maintain: (sql) => withConnection((connection) => connection.runScript(sql)),
    close: () => db.$disconnect(),
  };
}

/** @throws DataFolderInUse when another process has it open. */
async function openEmbedded(folder: string): Promise<Database> {
  const inMemory = folder.startsWith("memory://");
  const lock = inMemory ? null : lockDataFolder(folder);
  try {
    if (!inMemory) mkdirSync(dirname(folder), { recursive: true });
    return await wrapPglite(await createPglite(folder), () => lock?.release());
  } catch (error) {
    lock?.release();
    throw error;
  }
}

export async function createPglite(folder: string, loadDataDir?: Blob): Promise<PGlite> {
  const [{ PGlite }, { vector }, { pg_trgm }] = await Promise.all([
    import("@electric-sql/pglite"),
    import("@electric-sql/pglite-pgvector"),
    import("@electric-sql/pglite/contrib/pg_trgm"),
  ]);
  return PGlite.create(folder, { extensions: { vector, pg_trgm }, ...(loadDataDir ? { loadDataDir } : {}) });
}

/** Messages after which the server is to answer: Sync, Flush, Query. */
const ANSWERING_MESSAGES = new Set([0x53, 0x48, 0x51]);

/**
 * PGlite's node-postgres façade sends each protocol message by itself. When one of a series fails (a bad cast among the
 * bound values), PGlite skips to the next Sync, the façade does not, and later queries get each other's answers. So a
 * series is handed over whole.
 */
function inWholeSeries(lite: PGlite): PGlite {
  let series: Uint8Array[] = [];
  const send: PGlite["execProtocolStream"] = async (message, options) => {
    series.push(message);
    if (!ANSWERING_MESSAGES.has(message[0] ?? 0)) return [];
    const whole = Buffer.concat(series);
    series = [];
    return lite.execProtocolStream(whole, options);
  };
  return new Proxy(lite, {
    get(target, name) {
      if (name === "execProtocolStream") return send;
      const value: unknown = Reflect.get(target, name, target);
      return typeof value === "function" ? (value.bind(target) as unknown) : value;
    },
  });
}

type PgliteStatement = { name?: string; text: string };

export async function wrapPglite(lite: PGlite, onClose: () => void = () => {}): Promise<Database> {
  const { createPgConfig } = await import("@electric-sql/pglite/node-postgres");
  const { connection } = createPgConfig(inWholeSeries(lite)) as unknown as { connection: { parse(statement: PgliteStatement): unknown } };
  const parse = connection.parse.bind(connection);
  // adapter-pg passes a `types` object that is no list of type ids, which PGlite's parser refuses.
  connection.parse = ({ name, text }) => parse({ name, text });
  const db = createClient(new PrismaPg({ connection, max: 1 } as unknown as ConstructorParameters<typeof PrismaPg>[0]));
  const direct: SqlConnection = {
    query: async (sql, parameters) => (await lite.query<Record<string, unknown>>(sql, parameters)).rows,
    runScript: async (sql) => void (await lite.exec(sql)),
  };
  return {
    kind: "embedded",
    db,
    migrate: () => migrate(direct),
    // Through the client, which waits for the one connection: `direct` would get into the middle of whatever transaction is open.
    countPending: async () => (await listPending(throughClient(db))).length,
    maintain: (sql) => throughClient(db).runScript(sql),
    async close() {
      await db.$disconnect();
      await lite.close();
      onClose();
    },
  };
}
