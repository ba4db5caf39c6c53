import type { SealedColumn } from "@/lib/core/reseal";

/** Every secret of this room that is read back. A new one belongs here, else an old key can never be put away. */
export const syncSecrets: readonly SealedColumn[] = [
  { table: "connection", key: "store_id", column: "credentials" },
  { table: "connection", key: "store_id", column: "webhook_secret" },
  { table: "shop_authorization", key: "state_hash", column: "credentials" },
];
