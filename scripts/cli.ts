import { connect } from "node:net";
import { createEncryption } from "@/lib/core/encryption";
import { readEnv } from "@/lib/core/env";
import { createLog } from "@/lib/core/log";
import { randomBytes } from "node:crypto";
import { embeddedFolderOf, openDatabase } from "@/lib/core/open-database";
import { readLockHolder } from "@/lib/core/data-lock";
import { checkSocketFolder, controlSocketOf } from "@/lib/operations/control-socket";
import { runCommand, type CommandResult } from "@/lib/operations/run-command";

/**
 * `npm run cli -- …`: what an operator needs without a browser. The embedded database may be opened by one process only,
 * so while a server has it, the command is run by that server, asked through a socket that only its user can reach.
 */
const ANSWER_TIMEOUT_MS = 60_000;

/** @throws Error no server listens there */
function askServer(socketPath: string, argv: readonly string[]): Promise<CommandResult> {
  checkSocketFolder(socketPath);
  return new Promise((resolve, reject) => {
    const socket = connect(socketPath);
    let text = "";
    socket.setTimeout(ANSWER_TIMEOUT_MS, () => socket.destroy(new Error("the running server did not answer in time")));
    socket.on("connect", () => socket.write(`${JSON.stringify({ argv })}\n`));
    socket.on("data", (chunk) => (text += chunk.toString("utf8")));
    socket.on("error", reject);
    socket.on("end", () => resolve(JSON.parse(text) as CommandResult));
  });
}

async function run(argv: readonly string[]): Promise<CommandResult> {
  const env = readEnv();
  const folder = embeddedFolderOf({ url: env.DATABASE_URL, dataDir: env.DATA_DIR });
  if (folder !== null && readLockHolder(folder)) return askServer(controlSocketOf(folder), argv);
  const database = await openDatabase({ url: env.DATABASE_URL, dataDir: env.DATA_DIR, poolSize: 2 });
  try {
    await database.migrate();
    return await runCommand(
      {
        db: database.db,
        env,
        log: createLog("warn"),
        now: () => new Date(),
        randomBytes,
        encryption: createEncryption(env.ENCRYPTION_KEYS),
        nudge: () => {},
      },
      argv,
    );
  } finally {
    await database.close();
  }
}

try {
  process.loadEnvFile();
} catch {
  // No .env: the environment itself has to say everything.
}
try {
  const result = await run(process.argv.slice(2));
  if (result.output) process.stdout.write(`${result.output}\n`);
  if (result.problem) process.stderr.write(`${result.problem}\n`);
  process.exitCode = result.code;
} catch (error) {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
  process.exitCode = 1;
}
