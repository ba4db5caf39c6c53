import { chmodSync, lstatSync, mkdirSync, mkdtempSync, rmSync, symlinkSync } from "node:fs";
import { connect } from "node:net";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import type { Server } from "node:net";
import { afterEach, beforeEach, expect, test } from "vitest";
import { createLog } from "@/lib/core/log";
import { checkSocketFolder, controlSocketOf, listenForCommands } from "./control-socket";
import type { CommandResult } from "./run-command";

let root: string;
let server: Server | undefined;
const systemFolder = process.env.TMPDIR;
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), "fiko-socket-"));
  process.env.TMPDIR = root;
});
afterEach(() => {
  server?.close();
  if (systemFolder === undefined) delete process.env.TMPDIR;
  else process.env.TMPDIR = systemFolder;
  rmSync(root, { recursive: true, force: true });
});

const log = createLog("silent");
const asked: (readonly string[])[] = [];
async function listening(
  run = (argv: readonly string[]): Promise<CommandResult> => (
    asked.push(argv),
    Promise.resolve({ code: 0, output: argv.join(" "), problem: "" })
  ),
) {
  server = listenForCommands(join(root, "db"), log, run);
  const ready = server;
  if (!ready.listening) await new Promise((resolve) => ready.once("listening", resolve));
  return controlSocketOf(join(root, "db"));
}

/** What comes back for these pieces of text. */
const say = (path: string, ...pieces: (string | Buffer)[]) =>
  new Promise<string>((resolve) => {
    let answer = "";
    const socket = connect(path, async () => {
      for (const piece of pieces) {
        socket.write(piece);
        await new Promise((sent) => setImmediate(sent));
      }
    });
    socket.on("data", (chunk) => (answer += chunk.toString("utf8")));
    socket.on("error", () => undefined);
    socket.on("close", () => resolve(answer));
  });

test("a command is run and answered, however its text is cut on the way", async () => {
  const path = await listening();
  const bytes = Buffer.from(`${JSON.stringify({ argv: ["user", "create", "--name", "گل"] })}\n`);
  const middle = bytes.indexOf(Buffer.from("گ")) + 1;
  expect(JSON.parse(await say(path, bytes.subarray(0, middle), bytes.subarray(middle)))).toEqual({
    code: 0,
    output: "user create --name گل",
    problem: "",
  });
});

test.each(["nonsense\n", "null\n", "5\n", "{}\n", '{"argv":"x"}\n', '{"argv":[1]}\n', '{"argv":{"length":1}}\n'])(
  "%j is no command: said, and the server goes on",
  async (text) => {
    const path = await listening();
    expect(JSON.parse(await say(path, text))).toMatchObject({ code: 1, problem: expect.stringContaining("log has the cause") as string });
    expect(JSON.parse(await say(path, '{"argv":["still","here"]}\n'))).toMatchObject({ output: "still here" });
  },
);

test("a command that fails tells its caller nothing of the inside", async () => {
  const path = await listening(() => Promise.reject(new Error("password=hunter2")));
  expect(await say(path, '{"argv":[]}\n')).not.toContain("hunter2");
});

test("what never ends is cut off", async () => {
  const path = await listening();
  expect(await say(path, "x".repeat(70_000))).toBe("");
  expect(JSON.parse(await say(path, '{"argv":["still","here"]}\n'))).toMatchObject({ output: "still here" });
});

test("nobody else may enter the socket's folder, whatever it was before", async () => {
  const folder = dirname(controlSocketOf(join(root, "db")));
  mkdirSync(folder);
  chmodSync(folder, 0o777);
  await listening();
  expect(lstatSync(folder).mode & 0o777).toBe(0o700);
});

test("a folder that somebody put a link in place of is not used", () => {
  const path = controlSocketOf(join(root, "db"));
  mkdirSync(join(root, "theirs"));
  symlinkSync(join(root, "theirs"), dirname(path));
  expect(() => checkSocketFolder(path)).toThrow(/belongs to somebody else/);
  server = listenForCommands(join(root, "db"), log, () => Promise.reject(new Error("never")));
  expect(server.listening).toBe(false);
});
