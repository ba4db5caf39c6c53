import { spawnSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";

const lock = (extra: Record<string, unknown> = {}) => ({
  lockfileVersion: 3,
  packages: {
    "": { name: "a" },
    "node_modules/tool": {
      version: "1.2.3",
      dev: true,
      optionalDependencies: {
        "@tool/darwin-arm64": "1.2.3",
        "@tool/linux-x64-gnu": "1.2.3",
        "@tool/linux-arm-musleabihf": "^1.2.3",
        "@tool/wasm32-wasi": "1.2.3",
        "@tool/any": "*",
      },
    },
    "node_modules/@tool/linux-x64-gnu": { version: "1.2.3", integrity: "sha512-x", optional: true },
    ...extra,
  },
});

let folder: string;
let file: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "fiko-lockfile-"));
  file = join(folder, "package-lock.json");
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const run = (content: unknown, ...args: string[]) => {
  if (content) writeFileSync(file, JSON.stringify(content));
  const { status, stderr } = spawnSync(process.execPath, ["scripts/complete-lockfile.mjs", ...args, file], { encoding: "utf8" });
  return {
    status,
    stderr,
    packages: (JSON.parse(readFileSync(file, "utf8")) as ReturnType<typeof lock>).packages as Record<string, unknown>,
  };
};

test("other platforms' packages are added with what their names say", () => {
  const { packages } = run(lock());
  expect(packages["node_modules/@tool/darwin-arm64"]).toEqual({
    version: "1.2.3",
    cpu: ["arm64"],
    os: ["darwin"],
    dev: true,
    optional: true,
  });
  expect(packages["node_modules/@tool/linux-arm-musleabihf"]).toEqual({
    version: "1.2.3",
    cpu: ["arm"],
    os: ["linux"],
    libc: ["musl"],
    dev: true,
    optional: true,
  });
  expect(packages["node_modules/@tool/wasm32-wasi"]).toEqual({ version: "1.2.3", cpu: ["wasm32"], dev: true, optional: true });
  expect(packages["node_modules/@tool/linux-x64-gnu"]).toHaveProperty("integrity");
  expect(packages).not.toHaveProperty("node_modules/@tool/any");
});

test("--check changes nothing and fails until the file is complete", () => {
  const before = run(lock(), "--check");
  expect(before.status).toBe(1);
  expect(before.stderr).toContain("@tool/darwin-arm64@1.2.3");
  expect(before.packages).not.toHaveProperty("node_modules/@tool/darwin-arm64");
  run(null);
  expect(run(null, "--check").status).toBe(0);
});

test("a nested package counts as present", () => {
  const nested = lock({ "node_modules/tool/node_modules/@tool/darwin-arm64": { version: "1.2.3" } });
  expect(run(nested).packages).not.toHaveProperty("node_modules/@tool/darwin-arm64");
});

test("download addresses are refused", () => {
  const { status, stderr } = run(lock({ "node_modules/b": { version: "1.0.0", resolved: "https://registry.example/b.tgz" } }), "--check");
  expect(stderr).toContain("download addresses");
  expect(status).toBe(1);
});
