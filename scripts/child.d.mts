import type { ChildProcess } from "node:child_process";

export declare function stopAtExit(stop: () => unknown): () => void;
export declare function wait(ms: number): Promise<void>;
export declare function startChild(
  command: string,
  args: readonly string[],
  options?: { cwd?: string; env?: Record<string, string | undefined>; logFile?: string; show?: boolean; withParent?: boolean },
): {
  pid: number | undefined;
  child: ChildProcess;
  /** Exit code; a signal counts as 128 + its number. */
  ended: Promise<number>;
  stop: (signal?: NodeJS.Signals, patienceMs?: number) => Promise<number>;
  tail: () => string;
};
export declare function runChild(
  command: string,
  args: readonly string[],
  options?: { cwd?: string; env?: Record<string, string | undefined>; logFile?: string; show?: boolean; timeoutMs?: number },
): Promise<{ code: number; tail: string; timedOut: boolean; tookMs: number }>;
