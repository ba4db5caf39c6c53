import type { Deps } from "@/lib/core/deps";
import { authWays, connectionKinds, credentials, learned, type OpenConnection } from "./connection";

/** How a store's shop is reached, secrets opened; null: the store has no connection, or is switched off. */
export async function openConnection({ db, encryption }: Pick<Deps, "db" | "encryption">, storeId: string): Promise<OpenConnection | null> {
  const found = await db.connection.findFirst({
    where: { storeId, store: { isActive: true } },
    select: {
      storeId: true,
      kind: true,
      address: true,
      auth: true,
      credentials: true,
      webhookSecret: true,
      learned: true,
      seenUntil: true,
      openUntil: true,
      state: true,
      failures: true,
      problemAt: true,
    },
  });
  if (!found) return null;
  const { state, ...row } = found;
  const [kind, auth] = [connectionKinds.find((one) => one === row.kind), authWays.find((one) => one === row.auth)];
  if (!kind || !auth) throw new Error(`connection of store ${storeId} is of no known kind`);
  return {
    ...row,
    kind,
    auth,
    isDisconnected: state === "disconnected",
    credentials: credentials.parse(JSON.parse(encryption.decrypt(row.credentials))),
    webhookSecret: row.webhookSecret === null ? null : encryption.decrypt(row.webhookSecret),
    learned: learned.parse(row.learned),
  };
}
