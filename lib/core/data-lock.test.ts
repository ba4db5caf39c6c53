import { spawn } from "node:child_process";
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, utimesSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Writable } from "node:stream";
import { afterEach, beforeEach, expect, test } from "vitest";
import { lockDataFolder, readLockHolder } from "./data-lock";

let root: string;
let folder: string;
const started: ReturnType<typeof spawn>[] = [];

beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), "fiko-lock-"));
  folder = join(root, "deep", "db");
});
afterEach(async () => {
  for (const child of started.splice(0)) await end(child, "SIGKILL");
  rmSync(root, { recursive: true, force: true });
});

/** Another process that tries to take the lock. @returns what it said of it */
async function anotherProcess() {
  const child = spawn(process.execPath, ["--import", "tsx", "lib/testing/hold-lock.ts", folder], { stdio: ["pipe", "pipe", "inherit"] });
  started.push(child);
  const said = await new Promise<string>((resolve, reject) => {
    child.stdout.once("data", (chunk: Buffer) => resolve(chunk.toString("utf8").trim()));
    child.once("error", reject);
    child.once("exit", () => reject(new Error("ended without a word")));
  });
  return { child, said };
}

async function end(child: ReturnType<typeof spawn>, signal?: NodeJS.Signals): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const ended = new Promise((resolve) => child.once("exit", resolve));
  if (signal) child.kill(signal);
  else child.stdin?.end();
  await ended;
}

const lockFile = () => JSON.parse(readFileSync(`${folder}.lock`, "utf8")) as { pid: number; startedAt: string | null };

test("a second process is refused and told who holds the folder", async () => {
  const first = await anotherProcess();
  const second = await anotherProcess();
  expect(first.said).toBe("held");
  expect(second.said).toMatch(new RegExp(`^DataFolderInUse: .* in use by process ${first.child.pid}\\.`));
  expect(() => lockDataFolder(folder)).toThrow(/in use by process/);
  expect(readLockHolder(folder)?.pid).toBe(first.child.pid);
});

test("whoever lets go leaves nothing behind, and the next one gets it", async () => {
  const first = await anotherProcess();
  await end(first.child);
  expect(existsSync(`${folder}.lock`)).toBe(false);
  expect(readLockHolder(folder)).toBeNull();
  expect((await anotherProcess()).said).toBe("held");
});

test.runIf(existsSync("/proc/self/stat"))("a holder that ended but was not waited for holds nothing", async () => {
  // The shell becomes `sleep`, which never waits for the child that the shell left it and that ends when its input does.
  const parent = spawn("sh", ["-c", "cat <&3 & echo $!; exec 3<&-; exec sleep 600"], { stdio: ["pipe", "pipe", "inherit", "pipe"] });
  started.push(parent);
  const pid = Number(
    await new Promise<string>((resolve) => parent.stdout?.once("data", (chunk: Buffer) => resolve(chunk.toString("utf8")))),
  );
  const stat = () => readFileSync(`/proc/${pid}/stat`, "utf8");
  await expect.poll(() => readFileSync(`/proc/${parent.pid}/comm`, "utf8").trim()).toBe("sleep");
  (parent.stdio[3] as Writable).end();
  await expect.poll(() => stat().split(") ")[1]?.[0]).toBe("Z");
  mkdirSync(join(root, "deep"));
  writeFileSync(`${folder}.lock`, JSON.stringify({ pid, startedAt: stat().split(") ")[1]?.split(" ")[19] }));
  expect(readLockHolder(folder)).toBeNull();
  lockDataFolder(folder).release();
});

test("a killed holder's lock is taken over", async () => {
  const first = await anotherProcess();
  await end(first.child, "SIGKILL");
  expect(existsSync(`${folder}.lock`)).toBe(true);
  expect(readLockHolder(folder)).toBeNull();
  const second = await anotherProcess();
  expect(second.said).toBe("held");
  expect(lockFile().pid).toBe(second.child.pid);
  expect(existsSync(`${folder}.lock.takeover`)).toBe(false);
});

test("of several that take over at once exactly one gets it", async () => {
  await end((await anotherProcess()).child, "SIGKILL");
  const all = await Promise.all(Array.from({ length: 3 }, anotherProcess));
  expect(all.filter(({ said }) => said === "held")).toHaveLength(1);
  for (const { said } of all) expect(said).toMatch(/^held$|^DataFolderInUse/);
});

test("a living process that got a dead holder's pid is not the holder", async () => {
  const holder = await anotherProcess();
  const { pid, startedAt } = lockFile();
  await end(holder.child);
  const stranger = await anotherProcess();
  expect(startedAt).toMatch(/^\d+$/);
  const lockOf = (startedThen: string) =>
    writeFileSync(`${folder}.lock`, JSON.stringify({ pid: stranger.child.pid, startedAt: startedThen }));

  const real = lockFile().startedAt ?? "";
  lockOf(real);
  expect(readLockHolder(folder)?.pid).toBe(stranger.child.pid);
  lockOf(String(Number(real) - 1));
  expect(readLockHolder(folder)).toBeNull();
  expect(pid).toBe(holder.child.pid);
  lockDataFolder(folder).release();
});

test("a lock file still empty belongs to somebody who starts now; an old empty one to nobody", () => {
  lockDataFolder(folder).release();
  writeFileSync(`${folder}.lock`, "");
  // Just written, however long this machine takes to look.
  const inAMinute = new Date(Date.now() + 60_000);
  utimesSync(`${folder}.lock`, inAMinute, inAMinute);
  expect(() => lockDataFolder(folder)).toThrow(/in use by another process/);
  const longAgo = new Date(Date.now() - 60_000);
  utimesSync(`${folder}.lock`, longAgo, longAgo);
  lockDataFolder(folder).release();
  expect(existsSync(`${folder}.lock`)).toBe(false);
});

test("letting go does not take away what somebody else holds by now", () => {
  const lock = lockDataFolder(folder);
  writeFileSync(`${folder}.lock`, JSON.stringify({ pid: process.ppid, startedAt: null }));
  lock.release();
  expect(lockFile().pid).toBe(process.ppid);
});
