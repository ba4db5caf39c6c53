import type { Deps } from "@/lib/core/deps";
import { credentials } from "@/lib/sync/connections/connection";

/** Of one shop. A hub where more are connected to it is not one we know how to be. */
const MAX_STORES = 200;

export type InstalledStore = { storeId: string; address: string; state: string; checkedAt: Date | null };

/** Stores that reach this shop through the hub's own app. */
export async function installedStores({ db, encryption }: Pick<Deps, "db" | "encryption">, shopDomain: string): Promise<InstalledStore[]> {
  const rows = await db.connection.findMany({
    where: { kind: "shopify", address: `https://${shopDomain}` },
    select: { storeId: true, address: true, state: true, checkedAt: true, credentials: true },
    take: MAX_STORES,
  });
  return rows.flatMap(({ credentials: sealed, ...row }) => {
    const opened = credentials.parse(JSON.parse(encryption.decrypt(sealed)));
    return "accessToken" in opened && opened.isOurApp ? [row] : [];
  });
}

/**
 * Stores that reached this shop last, and reach none now: somebody disconnected them, or they are being erased. Their
 * products are still the shop's. Who was connected to what stands in the audit log only.
 */
export async function leftStores({ db }: Pick<Deps, "db">, shopDomain: string): Promise<string[]> {
  const rows = await db.$queryRaw<{ id: string }[]>`
    SELECT s.id::text AS id FROM store s
    WHERE EXISTS (SELECT 1 FROM sync_job j WHERE j.store_id = s.id AND j.kind = 'shopify')
      AND NOT EXISTS (SELECT 1 FROM connection c WHERE c.store_id = s.id)
      AND ${`https://${shopDomain}`} = (
        SELECT a.details->>'address' FROM audit_entry a
        WHERE a.target_type = 'store' AND a.target_id = s.id::text AND a.action IN ('store.connect', 'store.disconnect')
        ORDER BY a.id DESC LIMIT 1)
    LIMIT ${MAX_STORES}`;
  return rows.map(({ id }) => id);
}
