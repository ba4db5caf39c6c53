import { AsyncLocalStorage } from "node:async_hooks";
import { randomBytes } from "node:crypto";
import type { Database } from "@/lib/core/open-database";
import type { Deps } from "@/lib/core/deps";
import { createEncryption } from "@/lib/core/encryption";
import { parseEnv } from "@/lib/core/env";
import { createLog } from "@/lib/core/log";
import { mailerOf } from "@/lib/core/mail/mailer";
import { createGuardedFetch } from "@/lib/core/outgoing/guarded-fetch";
import { openSource } from "@/lib/integrations/pull/open-source";
import { forgetAccessKeys } from "@/lib/access/keys/find-access-key";
import { forgetTokens } from "@/lib/access/tokens/find-token";
import { forgetSessions } from "@/lib/access/users/find-session-user";
import { createEventReceiver } from "@/lib/events/receive-event";
import type { RequestContext } from "@/lib/http/request-context";
import { createEmbedders } from "@/lib/knowledge/embedders";
import { createMetrics } from "@/lib/operations/metrics";
import { createNudger } from "@/lib/pipeline/nudge";
import type { Runtime } from "@/lib/runtime";

const settings = {
  NODE_ENV: "test",
  NEXTAUTH_SECRET: "only-for-tests-only-for-tests-only-for-tests",
  ENCRYPTION_KEYS: `k1:${Buffer.alloc(32, 1).toString("base64")}`,
  METRICS_TOKEN: "metrics-token-for-tests",
  PUBLIC_URL: "https://hub.example.test",
  LOG_LEVEL: "trace",
};
// Some route files read the settings when they are imported.
process.env.NEXTAUTH_SECRET ||= settings.NEXTAUTH_SECRET;
process.env.ENCRYPTION_KEYS ||= settings.ENCRYPTION_KEYS;

export type TestRuntime = Runtime & {
  /** Everything that was logged, as it would be printed. */
  logged: () => string;
  /** Stores whose engine was told that something waits. */
  nudged: string[];
};

type Shared = {
  __fikoRuntime?: Promise<Runtime>;
  __fikoRates?: unknown;
  __fikoSignIn?: unknown;
  __fikoTokenUsage?: unknown;
  [key: symbol]: unknown;
};
const shared = globalThis as unknown as Shared;

/**
 * The real world of lib/runtime.ts built on a test's database, and put where routes look for it (`getDeps`). What is
 * remembered across requests (credentials, rates, usage) starts empty. Nothing is replaced but what a test hands in.
 */
export function runtimeOn(
  database: Database,
  given: Record<string, string | undefined> = {},
  replaced: Partial<Runtime> = {},
): TestRuntime {
  const env = parseEnv({ ...settings, ...given });
  const lines: string[] = [];
  const nudged: string[] = [];
  const { db } = database;
  const log = createLog(env.LOG_LEVEL, { write: (line) => void lines.push(line) });
  const nudge = (storeIds: Iterable<string>) => void nudged.push(...storeIds);
  const outgoing = createGuardedFetch({ allowPrivate: true });
  const deps: Deps = { db, log, env, now: () => new Date(), randomBytes, encryption: createEncryption(env.ENCRYPTION_KEYS) };
  const runtime: TestRuntime = {
    ...deps,
    database,
    nudge,
    nudger: createNudger(log),
    syncNudger: createNudger(log),
    nudgeSync: nudge,
    outgoing,
    mailer: mailerOf(env),
    openSource: (connection, asked) => openSource({ ...deps, outgoing }, connection, asked),
    receiver: createEventReceiver({ db, log, onAccepted: nudge }),
    embedders: createEmbedders(env),
    metrics: createMetrics(),
    nudged,
    logged: () => lines.join(""),
    ...replaced,
  };
  for (const forget of [forgetTokens, forgetAccessKeys, forgetSessions]) forget();
  shared.__fikoRates = shared.__fikoSignIn = shared.__fikoTokenUsage = undefined;
  shared.__fikoRuntime = Promise.resolve(runtime);
  return runtime;
}

/** A world in which the database is away. */
export function runtimeThatFails(error: Error): void {
  shared.__fikoRuntime = Promise.reject(error);
  shared.__fikoRuntime.catch(() => undefined);
}

const requests = new AsyncLocalStorage<RequestContext>();
shared[Symbol.for("fiko.requests")] = requests;

/** Runs as scripts/server.mjs does for a request that came through a socket from this address. */
export function fromSocket<T>(socketAddress: string | null, act: () => T): T {
  return requests.run({ requestId: "request-of-a-test", socketAddress }, act);
}
