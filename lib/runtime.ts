import { randomBytes } from "node:crypto";
import type { Database } from "@/lib/core/open-database";
import type { Deps } from "@/lib/core/deps";
import { createEncryption } from "@/lib/core/encryption";
import { isBuilding, readEnv } from "@/lib/core/env";
import { createLog } from "@/lib/core/log";
import { mailerOf, type Mailer } from "@/lib/core/mail/mailer";
import { openDatabase } from "@/lib/core/open-database";
import { GROWN_BY, tidyTables } from "@/lib/core/tidy-tables";
import { createGuardedFetch, type GuardedFetch } from "@/lib/core/outgoing/guarded-fetch";
import { flushUsage } from "@/lib/access/tokens/usage";
import { createEventReceiver, type EventReceiver } from "@/lib/events/receive-event";
import { openSource } from "@/lib/integrations/pull/open-source";
import { createEmbedders, type Embedders } from "@/lib/knowledge/embedders";
import { createMetrics, type Metrics } from "@/lib/operations/metrics";
import { createNudger, type Nudger } from "@/lib/pipeline/nudge";
import type { PullDeps } from "@/lib/pipeline/pull/pull-deps";

/**
 * The only file that builds the real world. One per process, made on first use: Next bundles pages, route handlers and
 * start-up apart, globalThis is what they share; a build opens nothing.
 */
export type Runtime = Deps & {
  database: Database;
  receiver: EventReceiver;
  embedders: Embedders;
  metrics: Metrics;
  /** Tells the engine that these stores have waiting events. May be lost: a sweep finds what waits. */
  nudge: (storeIds: Iterable<string>) => void;
  nudger: Nudger;
  /** The same for stores with a sync job. */
  nudgeSync: (storeIds: Iterable<string>) => void;
  syncNudger: Nudger;
  /** Requests to addresses that merchants wrote. */
  outgoing: GuardedFetch;
  /** null: no mail server was named. */
  mailer: Mailer | null;
  openSource: PullDeps["openSource"];
};

const shared = globalThis as typeof globalThis & { __fikoRuntime?: Promise<Runtime>; [key: symbol]: (() => Promise<void>) | undefined };

/** Counted usage is written this often. */
const FLUSH_USAGE_EVERY_MS = 10_000;
/** The embedded database looks this often which tables have grown: a shop's first products fill them within a minute. */
const TIDY_EVERY_MS = 20_000;

async function build(): Promise<Runtime> {
  const env = readEnv();
  const log = createLog(env.LOG_LEVEL);
  const database = await openDatabase({ url: env.DATABASE_URL, dataDir: env.DATA_DIR, poolSize: env.DATABASE_POOL_SIZE });
  const { db } = database;
  const nudger = createNudger(log);
  const syncNudger = createNudger(log);
  const nudgeSync = (storeIds: Iterable<string>) => syncNudger.nudge(storeIds);
  const outgoing = createGuardedFetch({ allowPrivate: env.ALLOW_PRIVATE_SHOPS, allowHttp: env.ALLOW_HTTP_SHOPS });
  const mailer = mailerOf(env);
  const nudge = (storeIds: Iterable<string>) => nudger.nudge(storeIds);
  const deps: Deps = { db, log, env, now: () => new Date(), randomBytes, encryption: createEncryption(env.ENCRYPTION_KEYS) };
  const flushing = setInterval(
    () => void flushUsage(deps).catch((error: unknown) => log.warn({ err: error }, "usage not flushed")),
    FLUSH_USAGE_EVERY_MS,
  );
  flushing.unref();
  const stopTidying = database.kind === "embedded" ? keepTidy(database, log) : null;
  shared[Symbol.for("fiko.stop")] = async () => {
    clearInterval(flushing);
    await stopTidying?.();
    await shared[Symbol.for("fiko.stop-engine")]?.();
    await flushUsage(deps).catch(() => undefined);
    await outgoing.close();
    mailer?.close();
    await database.close();
    log.info("stopped");
  };
  return {
    ...deps,
    database,
    nudger,
    nudge,
    syncNudger,
    nudgeSync,
    outgoing,
    mailer,
    openSource: (connection, asked) => openSource({ ...deps, outgoing }, connection, asked),
    receiver: createEventReceiver({ db, log, onAccepted: nudge }),
    embedders: createEmbedders(env),
    metrics: createMetrics(),
  };
}

/** @returns what ends it, once the tables under way are done */
function keepTidy(database: Database, log: Deps["log"]): () => Promise<void> {
  let current = Promise.resolve();
  let isBusy = false;
  const tidy = async () => {
    isBusy = true;
    const since = performance.now();
    try {
      const tables = await tidyTables(database, GROWN_BY);
      if (tables.length > 0) log.info({ tables, tookMs: Math.round(performance.now() - since) }, "tables tidied");
    } catch (error) {
      log.warn({ err: error }, "tables not tidied");
    }
    isBusy = false;
  };
  const tidying = setInterval(() => {
    if (!isBusy) current = tidy();
  }, TIDY_EVERY_MS);
  tidying.unref();
  return async () => {
    clearInterval(tidying);
    await current;
  };
}

export function getDeps(): Promise<Runtime> {
  // A build tries pages out until they ask for the request; a database it opened on the way would be locked by a process that is gone.
  if (isBuilding()) return new Promise(() => {});
  return (shared.__fikoRuntime ??= build().catch((error: unknown) => {
    // A database that was away at the first request may be back at the second.
    shared.__fikoRuntime = undefined;
    throw error;
  }));
}
