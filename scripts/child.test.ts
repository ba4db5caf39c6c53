import { spawnSync } from "node:child_process";
import { expect, test } from "vitest";

/** Runs a few lines against scripts/child.mjs in a process of their own; answers what they print. */
const runScript = (lines: string) => {
  const { stdout, status } = spawnSync(
    process.execPath,
    ["--input-type=module", "-e", `import { installStops, runChild, startChild } from "./scripts/child.mjs"; ${lines}`],
    {
      encoding: "utf8",
    },
  );
  return { stdout: stdout.trim(), status };
};

const isAlive = (pid: number) => {
  try {
    return process.kill(pid, 0);
  } catch {
    return false;
  }
};

/** Whoever was killed is there until its new parent has noticed; 0 would be ourselves. */
async function expectGone(pid: number): Promise<void> {
  expect(pid).toBeGreaterThan(0);
  await expect.poll(() => isAlive(pid)).toBe(false);
}

test("a command past its time limit ends together with its own children", async () => {
  const { stdout } = runScript(`
    const { code, timedOut, tail } = await runChild("sh", ["-c", "sleep 30 & echo $!; wait"], { timeoutMs: 2_000 });
    console.log(JSON.stringify({ code, timedOut, pid: Number(tail.split("\\n")[0]) }));`);
  const { pid, ...result } = JSON.parse(stdout) as { pid: number; code: number; timedOut: boolean };
  expect(result).toEqual({ code: 124, timedOut: true });
  await expectGone(pid);
});

test("children do not outlive a crash of their starter", async () => {
  const { stdout, status } = runScript(`
    installStops();
    console.log(startChild("sleep", ["30"]).pid);
    setTimeout(() => { throw new Error("crash"); }, 100);`);
  expect(status).toBe(1);
  await expectGone(Number(stdout));
});

test("a command that does not exist is an exit code, not a crash", () => {
  expect(runScript(`console.log((await runChild("no-such-command", [])).code);`).stdout).toBe("127");
});
