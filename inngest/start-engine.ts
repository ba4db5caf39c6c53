import { setTimeout } from "node:timers/promises";
import { adoptModel } from "@/lib/knowledge/models";
import { isPassingDatabaseError } from "@/lib/events/insert-events";
import { reclaimAll } from "@/lib/events/waiting-events";
import { releaseJobs } from "@/lib/sync/jobs/due-jobs";
import { createFirstAdmin, needsFirstAdmin } from "@/lib/access/users/first-admin";
import { embeddedFolderOf } from "@/lib/core/open-database";
import { listenForCommands } from "@/lib/operations/control-socket";
import { warnOfMissingKeys } from "@/lib/operations/reseal-secrets";
import { runCommand } from "@/lib/operations/run-command";
import { fastLanes } from "@/lib/http/fast-lane";
import { refuseMethod, type MethodRefusal } from "@/lib/http/refuse-method";
import { getDeps, type Runtime } from "@/lib/runtime";
import { embeddedBell, inngest } from "./client";
import { startEmbeddedEngine } from "./embedded/engine";
import { storeHasEvents, storeHasJob } from "./events";
import { chooseLanes } from "./functions/choose-lanes";
import { functions } from "./index";

/** scripts/server.mjs says "ready" when this has come true. */
const STARTED: unique symbol = Symbol.for("fiko.started");
const shared = globalThis as typeof globalThis & {
  [STARTED]?: Promise<void>;
  [key: symbol]: (() => Promise<void>) | Promise<void> | undefined;
};
/** Read by scripts/server.mjs. */
const lanes = globalThis as typeof globalThis & { [key: symbol]: ReturnType<typeof fastLanes> | undefined };
const refusals = globalThis as typeof globalThis & { [key: symbol]: MethodRefusal | undefined };
const RETRY_EVERY_MS = 5_000;
const STOP_TIMEOUT_MS = 10_000;

/**
 * What happens once when the server starts: migrations, the first administrator of the environment, the configured
 * embedding model, the engine. A PostgreSQL server that is away is waited for: until then ingest answers 503.
 * @throws Error the configuration is wrong, or the embedded database is somebody else's
 */
export async function start(): Promise<void> {
  await (shared[STARTED] ??= startOnce());
}

async function startOnce(): Promise<void> {
  const deps = await getDeps();
  lanes[Symbol.for("fiko.lanes")] = fastLanes(deps);
  refusals[Symbol.for("fiko.refuseMethod")] = refuseMethod(deps);
  if (deps.database.kind === "embedded") return prepareAndRun(deps);
  try {
    await prepareAndRun(deps);
  } catch (error) {
    if (!isPassingDatabaseError(error)) throw error;
    deps.log.error({ err: error }, `the database is not ready, trying again every ${RETRY_EVERY_MS / 1000} s`);
    void keepTrying(deps);
  }
}

/** One try after the other: two that succeed at once would start two engines. */
async function keepTrying(deps: Runtime): Promise<void> {
  for (;;) {
    await setTimeout(RETRY_EVERY_MS, undefined, { ref: false });
    try {
      await prepareAndRun(deps);
      return;
    } catch (error) {
      deps.log.error({ err: error }, "the database is still not ready");
    }
  }
}

async function prepareAndRun(deps: Runtime): Promise<void> {
  const applied = await deps.database.migrate();
  if (applied.length > 0) deps.log.info({ migrations: applied }, "migrations applied");
  await warnOfMissingKeys(deps);
  // Nobody else can hold anything of an embedded database: what the process before us had in hand is free.
  if (deps.database.kind === "embedded") {
    await reclaimAll(deps.db);
    await releaseJobs(deps.db);
  }
  const { ADMIN_EMAIL: email, ADMIN_PASSWORD: password } = deps.env;
  if (email && password && (await needsFirstAdmin(deps))) {
    await createFirstAdmin(deps, { email, password });
    deps.log.info({ email }, "first administrator made from ADMIN_EMAIL");
  }
  await adoptModel(deps.db, deps.embedders.configured.model);
  if (deps.env.INNGEST_MODE === "embedded") await runEmbedded(deps);
  const folder = embeddedFolderOf({ url: deps.env.DATABASE_URL, dataDir: deps.env.DATA_DIR });
  if (folder !== null) listenForCommands(folder, deps.log, (argv) => runCommand(deps, argv));
  deps.nudger.connect(async (storeIds) => void (await inngest.send(storeIds.map((storeId) => storeHasEvents.create({ storeId })))));
  deps.syncNudger.connect(async (storeIds) => {
    const woken = await chooseLanes(deps.db, storeIds);
    await inngest.send(woken.map((store) => storeHasJob.create(store)));
  });
}

async function runEmbedded(deps: Runtime): Promise<void> {
  const engine = await startEmbeddedEngine({
    db: deps.db,
    client: inngest,
    functions,
    log: deps.log,
    workers: deps.env.ENGINE_WORKERS,
    isSoleProcess: deps.database.kind === "embedded",
  });
  embeddedBell.ring = () => engine.wake();
  shared[Symbol.for("fiko.stop-engine")] = () => engine.stop(STOP_TIMEOUT_MS);
}
