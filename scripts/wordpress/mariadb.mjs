// A private MariaDB that only a socket in a temporary folder reaches: nothing is durable, gone when its starter ends, however it ends.
import { spawn } from "node:child_process";
import { chownSync, cpSync, existsSync, mkdirSync, mkdtempSync, readFileSync, renameSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { runChild, stopAtExit, wait } from "../child.mjs";
import { mustRun } from "../debian.mjs";

const START_LIMIT_MS = 60_000;
const STOP_LIMIT_MS = 20_000;
const isRoot = process.getuid?.() === 0;
const SETTINGS = [
  "--skip-networking",
  "--skip-name-resolve",
  "--innodb-buffer-pool-size=128M",
  "--innodb-log-file-size=16M",
  "--innodb-flush-log-at-trx-commit=0",
  "--innodb-flush-method=nosync",
  "--innodb-doublewrite=0",
  "--innodb-use-native-aio=0",
  "--innodb-buffer-pool-dump-at-shutdown=0",
  "--innodb-buffer-pool-load-at-startup=0",
  "--skip-log-bin",
  "--performance-schema=0",
  "--character-set-server=utf8mb4",
  "--collation-server=utf8mb4_unicode_ci",
  "--max-allowed-packet=64M",
];

// The keeper holds the read end of a pipe whose other end is ours: when we close it or die, even by kill -9, it reads the end of
// file, stops the server and removes its folder. In a session of its own, so Ctrl-C does not reach it.
const KEEPER = `folder=$1
shift
"$@" >"$folder/log" 2>&1 </dev/null &
server=$!
read -r _
kill -KILL "$server" 2>/dev/null
wait "$server" 2>/dev/null
rm -rf "$folder"`;

/** MariaDB refuses to run as root; its core packages bring no user of their own. */
async function findUser() {
  if (!isRoot) return null;
  for (const name of ["mysql", "nobody"]) {
    const { code, tail } = await runChild("sh", ["-c", `id -u ${name} && id -g ${name}`], { timeoutMs: 5_000 });
    const [uid, gid] = tail.trim().split(/\s+/).map(Number);
    if (code === 0) return { name, uid, gid };
  }
  throw new Error("There is no user mysql or nobody to run MariaDB as.");
}

/**
 * @param {{ mariadbd: string, mariadb: string, installDb: string }} tools
 * @param {string} template a data folder to start from; made empty when it is not there
 */
export async function startMariadb(tools, template) {
  const user = await findUser();
  const folder = mkdtempSync(join(tmpdir(), "fiko-mariadb-"));
  const data = join(folder, "data");
  const socket = join(folder, "sock");
  const asUser = user ? [`--user=${user.name}`] : [];
  try {
    if (user) chownSync(folder, user.uid, user.gid);
    if (existsSync(template)) cpSync(template, data, { recursive: true });
    else {
      mkdirSync(data);
      const small = ["--innodb-log-file-size=16M", "--innodb-flush-method=nosync", "--innodb-use-native-aio=0"];
      const args = [
        "--no-defaults",
        `--datadir=${data}`,
        ...asUser,
        "--auth-root-authentication-method=normal",
        "--skip-test-db",
        ...small,
      ];
      await mustRun(tools.installDb, args, { cwd: folder });
    }
    if (user) await mustRun("chown", ["-R", `${user.name}:`, data]);
  } catch (error) {
    rmSync(folder, { recursive: true, force: true });
    throw error;
  }
  const server = [
    tools.mariadbd,
    "--no-defaults",
    `--datadir=${data}`,
    `--socket=${socket}`,
    `--pid-file=${folder}/pid`,
    ...asUser,
    ...SETTINGS,
  ];
  const keeper = spawn("sh", ["-c", KEEPER, "keeper", folder, ...server], {
    cwd: "/",
    detached: true,
    stdio: ["pipe", "ignore", "ignore"],
  });
  const ended = new Promise((resolve) => keeper.on("close", resolve));
  keeper.stdin.on("error", () => {});
  const stop = async () => {
    forget();
    keeper.stdin.end();
    await ended;
  };
  const forget = stopAtExit(stop);

  /** Runs statements; answers the rows as tab-separated lines. */
  const sql = async (statements, database = "") => {
    const args = ["--no-defaults", `--socket=${socket}`, "-uroot", "--default-character-set=utf8mb4", "-N", "-B", "-e", statements];
    const { code, tail } = await runChild(tools.mariadb, database ? [...args, database] : args, { timeoutMs: 60_000 });
    if (code !== 0) throw new Error(`MariaDB: ${tail.trim()}`);
    return tail.trim();
  };

  try {
    const until = Date.now() + START_LIMIT_MS;
    const isUp = () =>
      existsSync(socket) &&
      sql("SELECT 1").then(
        () => true,
        () => false,
      );
    while (!(await isUp())) {
      if (Date.now() > until || keeper.exitCode !== null || !existsSync(folder))
        throw new Error(`MariaDB did not start:\n${existsSync(`${folder}/log`) ? readFileSync(`${folder}/log`, "utf8") : ""}`);
      await wait(50);
    }
  } catch (error) {
    await stop();
    throw error;
  }

  /** Ends the server cleanly and keeps its data as a template for the next start. */
  const stopAndKeep = async (target) => {
    await sql("SET GLOBAL innodb_fast_shutdown = 1; SHUTDOWN");
    const until = Date.now() + STOP_LIMIT_MS;
    while (existsSync(`${folder}/pid`) && Date.now() < until) await wait(50); // its last act is to remove that file
    const half = `${target}-making-${process.pid}`;
    cpSync(data, half, { recursive: true });
    try {
      renameSync(half, target);
    } catch {
      rmSync(half, { recursive: true, force: true }); // another run was first
    }
    await stop();
  };
  return { socket, sql, stop, stopAndKeep };
}
