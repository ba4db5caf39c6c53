import { closeSync, existsSync, mkdirSync, openSync, readFileSync, rmSync, statSync, writeSync } from "node:fs";
import { dirname } from "node:path";

/**
 * The embedded database may be opened by one process only: a second one would seem to work and lose rows.
 * PGlite takes no lock, so we do: a file with our pid and the time our process started (a pid alone is reused,
 * and in a container it is always the same). Taking over a dead holder's lock is itself done under a lock file.
 */
export type DataLock = { release(): void };

export type LockHolder = { pid: number; startedAt: string | null };

const TAKEOVER_STALE_MS = 10_000;
/** A lock file is made and then written: one still empty belongs to somebody who starts at this moment. */
const BEING_WRITTEN_MS = 2_000;
const SOMEBODY: LockHolder = { pid: 0, startedAt: null };

export class DataFolderInUse extends Error {
  constructor(
    readonly holder: LockHolder,
    readonly folder: string,
  ) {
    super(
      `The embedded database in ${folder} is in use by ${holder === SOMEBODY ? "another process" : `process ${holder.pid}`}. Stop that process first, or set another DATA_DIR.`,
    );
    this.name = "DataFolderInUse";
  }
}

/** What the kernel knows of a process: its state, and its start time, so that a reused pid is told apart. Null where it does not say (not Linux). */
function statOf(pid: number): { state: string | undefined; startedAt: string | null } | null {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, "utf8");
    const fields = stat.slice(stat.lastIndexOf(")") + 2).split(" ");
    return { state: fields[0], startedAt: fields[19] ?? null };
  } catch {
    return null;
  }
}
const startTimeOf = (pid: number) => statOf(pid)?.startedAt ?? null;

function isAlive(holder: LockHolder): boolean {
  try {
    process.kill(holder.pid, 0);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "ESRCH") return false;
  }
  const stat = statOf(holder.pid);
  // Ended, and not yet waited for by its parent: it holds nothing any more, though a signal still finds it.
  if (stat?.state === "Z") return false;
  return holder.startedAt === null || stat?.startedAt === holder.startedAt;
}

/** Who holds the lock of this folder, or null: nobody, or a dead process. */
export function readLockHolder(folder: string): LockHolder | null {
  const path = `${folder}.lock`;
  try {
    const text = readFileSync(path, "utf8");
    if (text === "") return Date.now() - statSync(path).mtimeMs < BEING_WRITTEN_MS ? SOMEBODY : null;
    const holder = JSON.parse(text) as LockHolder;
    return isAlive(holder) ? holder : null;
  } catch {
    return null;
  }
}

function tryCreate(path: string, text: string): boolean {
  try {
    const file = openSync(path, "wx", 0o600);
    writeSync(file, text);
    closeSync(file);
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "EEXIST") return false;
    throw error;
  }
}

/** @throws DataFolderInUse when a living process holds it. */
export function lockDataFolder(folder: string): DataLock {
  mkdirSync(dirname(folder), { recursive: true });
  const path = `${folder}.lock`;
  const text = JSON.stringify({ pid: process.pid, startedAt: startTimeOf(process.pid) } satisfies LockHolder);
  const lock: DataLock = {
    release() {
      if (existsSync(path) && readFileSync(path, "utf8") === text) rmSync(path);
    },
  };
  if (tryCreate(path, text)) return lock;

  const takeover = `${path}.takeover`;
  if (existsSync(takeover) && Date.now() - statSync(takeover).mtimeMs > TAKEOVER_STALE_MS) rmSync(takeover, { force: true });
  if (!tryCreate(takeover, text)) throw new DataFolderInUse(SOMEBODY, folder);
  try {
    const holder = readLockHolder(folder);
    if (holder) throw new DataFolderInUse(holder, folder);
    rmSync(path, { force: true });
    if (!tryCreate(path, text)) throw new DataFolderInUse(SOMEBODY, folder);
    return lock;
  } finally {
    rmSync(takeover, { force: true });
  }
}
