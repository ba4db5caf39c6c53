// Runs statements on an embedded database that no hub has open, and says how long each took.
//   DATA_DIR=… node --import tsx scripts/bench/run-embedded.ts '["INSERT …", "VACUUM …"]'
// Prints milliseconds as a line of JSON.
import { createPglite, embeddedFolderOf } from "@/lib/core/open-database";

const statements = JSON.parse(process.argv[2] ?? "[]") as string[];
const folder = embeddedFolderOf({ url: undefined, dataDir: process.env.DATA_DIR ?? "" });
if (!process.env.DATA_DIR || folder === null) throw new Error("DATA_DIR is missing");
const lite = await createPglite(folder);
try {
  const tookMs: number[] = [];
  for (const statement of statements) {
    const since = performance.now();
    await lite.exec(statement);
    tookMs.push(Math.round(performance.now() - since));
  }
  process.stdout.write(`${JSON.stringify(tookMs)}\n`);
} finally {
  await lite.close();
}
