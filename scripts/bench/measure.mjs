import { readFileSync } from "node:fs";

/** Resident memory of a process in MB; null where the system does not say (not Linux). */
export function residentMb(pid) {
  try {
    const line = /VmRSS:\s+(\d+) kB/.exec(readFileSync(`/proc/${pid}/status`, "utf8"));
    return line ? Math.round(Number(line[1]) / 1024) : null;
  } catch {
    return null;
  }
}

/** What `work` gives, and the highest resident memory of the process while it ran. */
export async function withPeakMemory(pid, work) {
  let peakMb = residentMb(pid);
  const look = () => (peakMb = Math.max(peakMb ?? 0, residentMb(pid) ?? 0) || null);
  const timer = setInterval(look, 200);
  try {
    const result = await work();
    look();
    return { result, peakMb };
  } finally {
    clearInterval(timer);
  }
}

export const median = (numbers) => [...numbers].sort((a, b) => a - b)[Math.floor(numbers.length / 2)];
export const percentile = (numbers, share) =>
  [...numbers].sort((a, b) => a - b)[Math.min(numbers.length - 1, Math.floor(numbers.length * share))];
