// Connects shops to a hub that does not run yet, as a merchant would by hand: an owner, a store for each shop, the keys sealed.
//   DATABASE_URL=… DATA_DIR=… ENCRYPTION_KEYS=… node --import tsx scripts/bench/connect-shops.ts '[{"url": …, "consumerKey": …, "consumerSecret": …}]'
// Prints the stores' ids as a line of JSON.
import { randomBytes } from "node:crypto";
import type { Caller } from "@/lib/access/caller";
import { createEncryption } from "@/lib/core/encryption";
import { readEnv } from "@/lib/core/env";
import { openDatabase } from "@/lib/core/open-database";
import { saveConnection } from "@/lib/sync/connections/save-connection";

type Shop = { url: string; consumerKey: string; consumerSecret: string };

const shops = JSON.parse(process.argv[2] ?? "[]") as Shop[];
const env = readEnv();
const database = await openDatabase({ url: env.DATABASE_URL, dataDir: env.DATA_DIR, poolSize: 2 });
try {
  await database.migrate();
  const { db } = database;
  const owner = await db.user.create({ data: { email: "shops@example.test", role: "OWNER" }, select: { id: true, email: true } });
  const caller: Caller = { kind: "cli", userId: owner.id, email: owner.email, role: "OWNER", scopes: "*", sourceIp: null, requestId: null };
  const deps = { db, encryption: createEncryption(env.ENCRYPTION_KEYS), now: () => new Date(), randomBytes };
  const ids: string[] = [];
  for (const { url, consumerKey, consumerSecret } of shops) {
    const { id } = await db.store.create({ data: { ownerId: owner.id, name: `bench ${url}` }, select: { id: true } });
    await saveConnection(deps, caller, id, {
      kind: "woocommerce",
      address: url,
      auth: "basic",
      credentials: { consumerKey, consumerSecret },
      learned: {},
    });
    // Only what is measured shall run: a schedule would start a job of its own.
    await db.syncSchedule.deleteMany({ where: { storeId: id } });
    ids.push(id);
  }
  process.stdout.write(`${JSON.stringify(ids)}\n`);
} finally {
  await database.close();
}
