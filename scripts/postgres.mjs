#!/usr/bin/env node
// A private PostgreSQL with pgvector for tests and benchmarks: installed where missing (Debian or Ubuntu, as root), started in
// a temporary folder on a free port of 127.0.0.1, gone when its starter ends, however it ends.
//   node scripts/postgres.mjs [--fsync=on|off] [--install-only]     prints its address, stays until Ctrl-C
import { spawn } from "node:child_process";
import {
  appendFileSync,
  chmodSync,
  chownSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import { createServer } from "node:net";
import { availableParallelism, tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { parseArgs } from "node:util";
import { installStops, runChild, stopAtExit, wait } from "./child.mjs";
import { canInstallPackages, installPackages, isDebian, mustRun, packageExists } from "./debian.mjs";

const OLDEST_VERSION = 15;
/** The first Debian release with pgvector among its source packages; its source also builds against older servers. */
const PGVECTOR_SUITE = "trixie";
const START_LIMIT_MS = 60_000;
const isRoot = process.getuid?.() === 0;

/** There is no PostgreSQL with pgvector here, and it cannot be installed; the message says what to do. */
export class PostgresMissing extends Error {
  name = "PostgresMissing";
}

/** @returns {Promise<{ bin: string, version: number, hasVector: boolean } | null>} the newest server installed here */
async function findServer() {
  const folders = existsSync("/usr/lib/postgresql")
    ? readdirSync("/usr/lib/postgresql").map((version) => `/usr/lib/postgresql/${version}/bin`)
    : [];
  const asked = await runChild("pg_config", ["--bindir"], { timeoutMs: 10_000 });
  if (asked.code === 0) folders.push(asked.tail.trim());
  const servers = [];
  for (const bin of new Set(folders)) {
    if (!existsSync(join(bin, "initdb"))) continue;
    const version = Number(/ (\d+)/.exec((await runChild(join(bin, "postgres"), ["--version"], { timeoutMs: 10_000 })).tail)?.[1]);
    if (!(version >= OLDEST_VERSION)) continue;
    const share = (await runChild(join(bin, "pg_config"), ["--sharedir"], { timeoutMs: 10_000 })).tail.trim();
    servers.push({ bin, version, hasVector: existsSync(join(share || `/usr/share/postgresql/${version}`, "extension/vector.control")) });
  }
  servers.sort((a, b) => Number(b.hasVector) - Number(a.hasVector) || b.version - a.version);
  return servers[0] ?? null;
}

async function installServer() {
  // Only the programs are wanted: without this the packages would create and start a server of the machine's own.
  await installPackages("postgresql-common");
  const settings = "/etc/postgresql-common/createcluster.conf";
  if (existsSync(settings) && !/^\s*create_main_cluster\s*=/m.test(readFileSync(settings, "utf8")))
    appendFileSync(settings, "\ncreate_main_cluster = false\n");
  await installPackages("postgresql", "postgresql-contrib");
}

/** Debian 12 has no pgvector package: its successor's source, against this server, with only the headers of its -dev package unpacked. */
async function buildVector({ bin, version }) {
  const work = mkdtempSync(join(tmpdir(), "pgvector-"));
  try {
    chmodSync(work, 0o755); // apt fetches as a user of its own
    for (const folder of ["lists/partial", "cache/archives/partial", "source"]) mkdirSync(join(work, folder), { recursive: true });
    await installPackages("gcc", "make", "libc6-dev", "debian-archive-keyring");
    const targets = await mustRun("apt-get", ["indextargets", "--format", "$(ORIGIN)|$(LABEL)|$(REPO_URI)", "Created-By: Packages"]);
    const mirror = targets
      .split("\n")
      .map((line) => line.split("|"))
      .find(([origin, label]) => origin === "Debian" && label === "Debian")?.[2];
    if (!mirror) throw new PostgresMissing("No Debian mirror is configured on this machine to take pgvector from.");
    writeFileSync(
      join(work, "source.list"),
      `deb-src [signed-by=/usr/share/keyrings/debian-archive-keyring.gpg] ${mirror} ${PGVECTOR_SUITE} main\n`,
    );
    const apart = [
      `Dir::Etc::sourcelist=${work}/source.list`,
      "Dir::Etc::sourceparts=/dev/null",
      `Dir::State::lists=${work}/lists`,
      `Dir::Cache=${work}/cache`,
      "Acquire::Retries=3",
    ];
    const options = ["-q", ...apart.flatMap((option) => ["-o", option])];
    await mustRun("apt-get", [...options, "update"], { cwd: work });
    await mustRun("apt-get", [...options, "--download-only", "source", "pgvector"], { cwd: work });
    const archive = readdirSync(work).find((name) => /^pgvector_.*\.orig\.tar\.gz$/.test(name));
    if (!archive) throw new PostgresMissing("Debian's pgvector source holds no archive.");
    await mustRun("tar", ["-xf", archive, "-C", "source", "--strip-components=1"], { cwd: work });
    await mustRun("apt-get", ["-q", "-o", "Acquire::Retries=3", "download", `postgresql-server-dev-${version}`], { cwd: work });
    const headers = readdirSync(work).find((name) => name.startsWith("postgresql-server-dev-"));
    await mustRun("dpkg", ["-x", headers, "headers"], { cwd: work });
    const include = join(work, "headers/usr/include/postgresql");
    const make = [
      "-C",
      "source",
      "-s",
      "with_llvm=no",
      "OPTFLAGS=",
      `PG_CONFIG=${bin}/pg_config`,
      `PG_CPPFLAGS=-I${include}/${version}/server -I${include}/internal`,
    ];
    await mustRun("make", [...make, `-j${availableParallelism()}`], { cwd: work });
    await mustRun("make", [...make, "install"], { cwd: work });
  } finally {
    rmSync(work, { recursive: true, force: true });
  }
}

/**
 * A PostgreSQL >= 15 with pgvector on this machine, installed now if need be.
 * @param {(line: string) => void} [say]
 * @throws PostgresMissing, InstallFailed
 */
export async function ensurePostgres(say = () => {}) {
  let server = await findServer();
  if (server?.hasVector) return server;
  if (!canInstallPackages) {
    throw new PostgresMissing(
      `No PostgreSQL >= ${OLDEST_VERSION} with pgvector was found. Install it, or set TEST_DATABASE_URL to a server whose user may create databases and extensions.`,
    );
  }
  if (!server) {
    say("installing PostgreSQL …");
    await installServer();
    server = await findServer();
    if (!server) throw new PostgresMissing(`This system has no PostgreSQL >= ${OLDEST_VERSION} among its packages.`);
  }
  if (!server.hasVector) {
    const name = `postgresql-${server.version}-pgvector`;
    if (await packageExists(name)) {
      say(`installing ${name} …`);
      await installPackages(name);
    } else if (isDebian) {
      say("building pgvector from Debian's source …");
      await buildVector(server);
    } else throw new PostgresMissing(`This system has no package ${name}.`);
  }
  return { ...server, hasVector: true };
}

export const findFreePort = () =>
  new Promise((resolve, reject) => {
    const probe = createServer();
    probe.on("error", reject);
    probe.listen(0, "127.0.0.1", () => {
      const { port } = probe.address();
      probe.close(() => resolve(port));
    });
  });

/** PostgreSQL refuses to run as root. */
const asPostgres = (command, args) => (isRoot ? ["runuser", ["-u", "postgres", "--", command, ...args]] : [command, args]);

// The keeper holds the read end of a pipe whose other end is ours: when we close it or die, even by kill -9, it reads the end of
// file and stops the server (at once, it is thrown away). In a session of its own, so Ctrl-C does not reach it.
const KEEPER = `"$1/postgres" -D "$2/db" -k "$2" -p "$3" -c listen_addresses=127.0.0.1 $4 >"$2/log" 2>&1 </dev/null &
server=$!
read -r _
kill -QUIT "$server" 2>/dev/null
wait "$server" 2>/dev/null`;
/** Around it, as ourselves: the folder's parent need not be writable for the server's user. */
const REMOVER = `folder=$1
shift
"$@"
rm -rf "$folder"`;

/**
 * Starts a private server; TEST_DATABASE_URL, when set, is used instead and left alone.
 * @param {{ fsync?: boolean, say?: (line: string) => void }} [options] `fsync: false` for tests (no durability), true for benchmarks
 * @returns {Promise<{ url: string, stop: () => Promise<void> }>}
 */
export async function startPostgres({ fsync = false, say } = {}) {
  if (process.env.TEST_DATABASE_URL) return { url: process.env.TEST_DATABASE_URL, stop: async () => {} };
  const { bin } = await ensurePostgres(say);
  const folder = mkdtempSync(join(tmpdir(), "fiko-postgres-"));
  if (isRoot) {
    const [uid, gid] = (await mustRun("sh", ["-c", "id -u postgres; id -g postgres"])).split(/\s+/).map(Number);
    chownSync(folder, uid, gid);
  }
  const settings = [
    "max_connections=200",
    "shared_buffers=256MB",
    ...(fsync ? [] : ["fsync=off", "full_page_writes=off", "synchronous_commit=off"]),
  ];
  const port = await findFreePort();
  try {
    await mustRun(
      ...asPostgres(`${bin}/initdb`, [
        "-D",
        `${folder}/db`,
        "-A",
        "trust",
        "-U",
        "postgres",
        "-E",
        "UTF8",
        "--locale=C.UTF-8",
        "--no-sync",
      ]),
      { cwd: folder },
    );
  } catch (error) {
    rmSync(folder, { recursive: true, force: true });
    throw error;
  }
  const [command, args] = asPostgres("sh", [
    "-c",
    KEEPER,
    "keeper",
    bin,
    folder,
    String(port),
    settings.map((setting) => `-c ${setting}`).join(" "),
  ]);
  const keeper = spawn("sh", ["-c", REMOVER, "remover", folder, command, ...args], {
    cwd: "/",
    detached: true,
    stdio: ["pipe", "ignore", "ignore"],
  });
  const ended = new Promise((resolve) => keeper.on("close", resolve));
  const stop = async () => {
    forget();
    keeper.stdin.end();
    await ended;
  };
  const forget = stopAtExit(stop);
  keeper.stdin.on("error", () => {});
  const url = (database) => `postgresql://postgres@127.0.0.1:${port}/${database}`;
  try {
    const until = Date.now() + START_LIMIT_MS;
    while ((await runChild(`${bin}/pg_isready`, ["-q", "-d", url("postgres")], { timeoutMs: 5_000 })).code !== 0) {
      if (Date.now() > until || keeper.exitCode !== null)
        throw new Error(`PostgreSQL did not start:\n${readFileSync(`${folder}/log`, "utf8")}`);
      await wait(100);
    }
    await mustRun(`${bin}/createdb`, ["-h", "127.0.0.1", "-p", String(port), "-U", "postgres", "app"]);
  } catch (error) {
    await stop();
    throw error;
  }
  return { url: url("app"), stop };
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? "").href) {
  installStops();
  const { values } = parseArgs({
    options: { fsync: { type: "string", default: "off" }, "install-only": { type: "boolean", default: false } },
  });
  const say = (line) => console.error(line);
  if (values["install-only"]) await ensurePostgres(say);
  else {
    console.log((await startPostgres({ fsync: values.fsync === "on", say })).url);
    setInterval(() => {}, 1 << 30); // until a signal
  }
}
