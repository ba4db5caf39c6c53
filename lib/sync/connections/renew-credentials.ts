import type { Deps } from "@/lib/core/deps";
import { credentials, type Credentials } from "./connection";

type RenewDeps = Pick<Deps, "db" | "encryption">;

/** Credentials as they are kept now; `sealed` is what a renewal must still find. */
export type KeptCredentials = { sealed: string; address: string; credentials: Credentials };

export async function readCredentials({ db, encryption }: RenewDeps, storeId: string): Promise<KeptCredentials | null> {
  const row = await db.connection.findUnique({ where: { storeId }, select: { credentials: true, address: true } });
  if (!row) return null;
  const { credentials: sealed, address } = row;
  return { sealed, address, credentials: credentials.parse(JSON.parse(encryption.decrypt(sealed))) };
}

/** Compare and swap: of two workers that renew at once one is kept. False: the other was, or the connection is another one. */
export async function replaceCredentials(
  { db, encryption }: RenewDeps,
  storeId: string,
  { sealed }: Pick<KeptCredentials, "sealed">,
  renewed: Credentials,
): Promise<boolean> {
  const { count } = await db.connection.updateMany({
    where: { storeId, credentials: sealed },
    data: { credentials: encryption.encrypt(JSON.stringify(renewed)) },
  });
  return count === 1;
}
