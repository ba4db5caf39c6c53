import type { Db } from "@/lib/core/db";
import type { OpenConnection } from "@/lib/sync/connections/connection";
import { testEncryption } from "./builders";

/** A WooCommerce connection of a store, as if it had been tested and saved. */
export async function aConnection(
  db: Db,
  storeId: string,
  given: Partial<Pick<OpenConnection, "address" | "auth" | "kind">> & { consumerKey?: string; consumerSecret?: string } = {},
): Promise<void> {
  const {
    consumerKey = "ck_test",
    consumerSecret = "cs_test",
    address = "https://shop.example",
    auth = "basic",
    kind = "woocommerce",
  } = given;
  await db.connection.create({
    data: { storeId, kind, address, auth, credentials: testEncryption.encrypt(JSON.stringify({ consumerKey, consumerSecret })) },
    select: { storeId: true },
  });
}
