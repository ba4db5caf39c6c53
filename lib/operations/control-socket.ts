import { createHash } from "node:crypto";
import { chmodSync, lstatSync, mkdirSync, rmSync } from "node:fs";
import { createServer, type Server } from "node:net";
import { tmpdir } from "node:os";
import { dirname, join, resolve } from "node:path";
import type { Logger } from "@/lib/core/log";
import type { CommandResult } from "./run-command";

/**
 * Where the process that holds the embedded database listens for `npm run cli`. In a folder only its user can enter;
 * not beside the data, because a socket's path may have no more than about a hundred characters.
 */
export function controlSocketOf(folder: string): string {
  const name = createHash("sha256").update(resolve(folder)).digest("hex").slice(0, 24);
  if (process.platform === "win32") return `\\\\.\\pipe\\fiko-sync-${name}`;
  return join(tmpdir(), `fiko-sync-${process.getuid?.() ?? 0}`, `${name}.sock`);
}

/**
 * Anybody may make folders in the system's temporary one: ours must be ours, or its owner could put a socket of their
 * own there and read the commands (with passwords) that are meant for the server.
 * @throws Error it is not
 */
export function checkSocketFolder(path: string): void {
  if (process.platform === "win32") return;
  const folder = lstatSync(dirname(path));
  if (!folder.isDirectory() || folder.uid !== process.getuid?.())
    throw new Error(`${dirname(path)} belongs to somebody else; remove it, or set TMPDIR`);
}

const MAX_REQUEST_BYTES = 65_536;

/** @throws SyntaxError, TypeError it is no command */
function readCommand(text: string): string[] {
  const { argv } = JSON.parse(text) as { argv?: unknown };
  if (!Array.isArray(argv) || !argv.every((word) => typeof word === "string")) throw new TypeError("argv must be a list of texts");
  return argv;
}

/** One line of JSON in (`{"argv": […]}`), one JSON answer out. */
export function listenForCommands(folder: string, log: Logger, run: (argv: readonly string[]) => Promise<CommandResult>): Server {
  const path = controlSocketOf(folder);
  const server = createServer((socket) => {
    let text = "";
    socket.setEncoding("utf8");
    socket.setTimeout(60_000, () => socket.destroy());
    socket.on("error", () => socket.destroy());
    socket.on("data", (chunk: string) => {
      text += chunk;
      if (text.length > MAX_REQUEST_BYTES) return void socket.destroy();
      if (!text.includes("\n")) return;
      socket.removeAllListeners("data");
      // Async from the first: what is wrong with the text must end the command, not the server.
      (async () => socket.end(JSON.stringify(await run(readCommand(text)))))().catch((error: unknown) => {
        log.error({ err: error }, "command failed");
        socket.end(
          JSON.stringify({ code: 1, output: "", problem: "The command failed; the server's log has the cause." } satisfies CommandResult),
        );
      });
    });
  });
  server.on("error", (error) => log.warn({ err: error }, "npm run cli cannot reach this server"));
  server.unref();
  try {
    if (process.platform !== "win32") {
      mkdirSync(dirname(path), { recursive: true, mode: 0o700 });
      checkSocketFolder(path);
      chmodSync(dirname(path), 0o700);
      rmSync(path, { force: true });
    }
    server.listen(path);
  } catch (error) {
    log.warn({ err: error }, "npm run cli cannot reach this server");
  }
  return server;
}
