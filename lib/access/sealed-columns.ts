import type { SealedColumn } from "@/lib/core/reseal";

/** Every secret of this room that is read back. A new one belongs here, else an old key can never be put away. */
export const accessSecrets: readonly SealedColumn[] = [
  { table: "integration_token", key: "id", column: "signing_secret" },
  { table: "integration_token", key: "id", column: "previous_signing_secret" },
];
