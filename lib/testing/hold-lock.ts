import { lockDataFolder } from "@/lib/core/data-lock";

/** A process of its own for data-lock.test.ts: takes the lock of the folder it is given, says how that went, holds it until its input ends. */
try {
  const lock = lockDataFolder(process.argv[2] ?? "");
  process.stdout.write("held\n");
  process.stdin.resume().on("end", () => {
    lock.release();
    process.exit(0);
  });
} catch (error) {
  process.stdout.write(`${error instanceof Error ? `${error.name}: ${error.message}` : String(error)}\n`);
}
