// Children of our scripts: each has a process group of its own, a time limit, and nobody is left behind when we end.
import { spawn } from "node:child_process";
import { createWriteStream, mkdirSync } from "node:fs";
import { dirname } from "node:path";

const STOP_PATIENCE_MS = 12_000;
const TAIL_CHARS = 12_000;
const SIGNAL_NUMBERS = { SIGHUP: 1, SIGINT: 2, SIGTERM: 15 };
const isWindows = process.platform === "win32";

/** What has to be stopped before this process ends. */
const stops = new Set();
/** Leaders of the groups still running, for the last moment, when nothing can be awaited any more. */
const groups = new Set();
let ending;

/** `stop` (may be async) runs at Ctrl-C, SIGTERM or a crash of this process. Returns a function that forgets it. */
export function stopAtExit(stop) {
  stops.add(stop);
  return () => stops.delete(stop);
}

/** Stops everything still running, newest first. */
export async function stopAll() {
  for (const stop of [...stops].reverse()) {
    stops.delete(stop);
    await Promise.race([
      Promise.resolve()
        .then(stop)
        .catch(() => {}),
      wait(STOP_PATIENCE_MS),
    ]);
  }
}

function endWith(code) {
  return (ending ??= stopAll().finally(() => process.exit(code)));
}

export const isEnding = () => ending !== undefined;

/** npm's shell does not hand on a SIGTERM, it dies and leaves us alone: `end` is called then. */
export function watchNpm(end) {
  if (!process.env.npm_lifecycle_event || isWindows) return;
  const parent = process.ppid;
  const watch = setInterval(() => {
    if (process.ppid === parent) return;
    clearInterval(watch);
    end();
  }, 500);
  watch.unref();
}

/** A script that catches no signal itself calls this first. */
export function installStops() {
  watchNpm(() => void endWith(128 + SIGNAL_NUMBERS.SIGTERM));
  for (const [signal, number] of Object.entries(SIGNAL_NUMBERS)) process.on(signal, () => void endWith(128 + number));
  for (const crash of ["uncaughtException", "unhandledRejection"]) {
    process.on(crash, (error) => {
      if (!ending) console.error(error);
      void endWith(1);
    });
  }
}

process.on("exit", () => {
  for (const pid of groups) signalGroup(pid, "SIGKILL");
});

export const wait = (ms) => new Promise((resolve) => setTimeout(resolve, ms));

export function signalGroup(pid, signal) {
  try {
    process.kill(isWindows ? pid : -pid, signal);
  } catch (error) {
    if (error.code !== "ESRCH") throw error;
  }
}

/**
 * Starts a command in a process group of its own.
 * @param {{ cwd?: string, env?: Record<string, string | undefined>, logFile?: string, show?: boolean, withParent?: boolean }} [options]
 *   `env` is added to ours (undefined removes); `show` passes the output through; `withParent` gives the child a channel that
 *   disconnects when we are gone.
 */
export function startChild(command, args, { cwd, env, logFile, show = false, withParent = false } = {}) {
  const child = spawn(command, args, {
    cwd,
    env: Object.fromEntries(Object.entries({ ...process.env, ...env }).filter(([, value]) => value !== undefined)),
    stdio: ["ignore", "pipe", "pipe", ...(withParent ? ["ipc"] : [])],
    detached: !isWindows,
  });
  if (logFile) mkdirSync(dirname(logFile), { recursive: true });
  const log = logFile ? createWriteStream(logFile, { flags: "a" }) : null;
  const pid = child.pid;
  if (pid !== undefined) groups.add(pid);
  let tail = "";
  for (const [stream, to] of [
    [child.stdout, process.stdout],
    [child.stderr, process.stderr],
  ]) {
    stream.on("data", (bytes) => {
      tail = (tail + bytes).slice(-TAIL_CHARS);
      log?.write(bytes);
      if (show) to.write(bytes);
    });
  }
  /** Exit code; a signal counts as 128 + its number would in a shell, a command that cannot start as 127. */
  const ended = new Promise((resolve) => {
    child.on("error", (error) => {
      tail += `\n${error.message}\n`;
      if (pid === undefined) resolve(127);
    });
    child.on("close", (code, signal) => {
      // Grandchildren that outlive their leader belong to the group too.
      if (pid !== undefined) {
        signalGroup(pid, "SIGKILL");
        groups.delete(pid);
      }
      log?.end();
      forget();
      resolve(code ?? 128 + (SIGNAL_NUMBERS[signal] ?? 9));
    });
  });
  const stop = async (signal = "SIGTERM", patienceMs = STOP_PATIENCE_MS) => {
    if (pid === undefined || child.exitCode !== null || child.signalCode !== null) return ended;
    signalGroup(pid, signal);
    const code = await Promise.race([ended, wait(patienceMs).then(() => undefined)]);
    if (code !== undefined) return code;
    signalGroup(pid, "SIGKILL");
    return ended;
  };
  const forget = stopAtExit(stop);
  return { pid, child, ended, stop, tail: () => tail };
}

/** Runs a command to its end. @returns {Promise<{ code: number, tail: string, timedOut: boolean, tookMs: number }>} */
export async function runChild(command, args, { timeoutMs, ...options } = {}) {
  const since = Date.now();
  const started = startChild(command, args, options);
  let timedOut = false;
  const timer = timeoutMs
    ? setTimeout(() => {
        timedOut = true;
        void started.stop("SIGTERM", 3_000);
      }, timeoutMs)
    : undefined;
  const code = await started.ended;
  clearTimeout(timer);
  const tail = timedOut ? `${started.tail()}\n(stopped after its time limit of ${timeoutMs / 1000} s)\n` : started.tail();
  return { code: timedOut ? 124 : code, tail, timedOut, tookMs: Date.now() - since };
}
