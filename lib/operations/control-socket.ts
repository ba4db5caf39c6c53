import { createHash } from "node:crypto";
import { chmodSync, mkdirSync, rmSync } from "node:fs";
import { createServer, type Server } from "node:net";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
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

const MAX_REQUEST_BYTES = 65_536;

/** One line of JSON in (`{"argv": […]}`), one JSON answer out. */
export function listenForCommands(folder: string, log: Logger, run: (argv: readonly string[]) => Promise<CommandResult>): Server {
  const path = controlSocketOf(folder);
  if (process.platform !== "win32") {
    mkdirSync(join(path, ".."), { recursive: true, mode: 0o700 });
    chmodSync(join(path, ".."), 0o700);
    rmSync(path, { force: true });
  }
  const server = createServer((socket) => {
    let text = "";
    socket.setTimeout(60_000, () => socket.destroy());
    socket.on("error", () => socket.destroy());
    socket.on("data", (chunk) => {
      text += chunk.toString("utf8");
      if (text.length > MAX_REQUEST_BYTES) return void socket.destroy();
      if (!text.includes("\n")) return;
      socket.removeAllListeners("data");
      const { argv } = JSON.parse(text) as { argv: string[] };
      run(argv).then(
        (result) => socket.end(JSON.stringify(result)),
        (error: unknown) => {
          log.error({ err: error }, "command failed");
          socket.end(JSON.stringify({ code: 1, output: "", problem: "The command failed; the server's log has the cause." } satisfies CommandResult));
        },
      );
    });
  });
  server.on("error", (error) => log.warn({ err: error }, "npm run cli cannot reach this server"));
  server.listen(path);
  server.unref();
  return server;
}
