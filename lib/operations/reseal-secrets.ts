import { accessSecrets } from "@/lib/access/sealed-columns";
import type { Deps } from "@/lib/core/deps";
import { findMissingKeys, resealColumn, type MissingKey } from "@/lib/core/reseal";
import { syncSecrets } from "@/lib/sync/connections/sealed-columns";

export const sealedColumns = [...accessSecrets, ...syncSecrets];

type SealDeps = Pick<Deps, "db" | "encryption">;
export type Resealed = {
  resealed: number;
  /** Secrets that did not open, as `table.column row`: never touched. */
  unreadable: string[];
  /** There was more than `most` allowed. */
  hasMore: boolean;
};

/** Seals anew what an older key of ENCRYPTION_KEYS sealed. @param most rows of each column */
export async function resealSecrets(deps: SealDeps, most: number): Promise<Resealed> {
  const all: Resealed = { resealed: 0, unreadable: [], hasMore: false };
  for (const column of sealedColumns) {
    const { seen, resealed, unreadable } = await resealColumn(deps, column, most);
    all.resealed += resealed;
    all.unreadable.push(...unreadable.map((row) => `${column.table}.${column.column} ${row}`));
    all.hasMore ||= seen === most;
  }
  return all;
}

/** Keys that sealed something and are no longer, or not yet, in ENCRYPTION_KEYS. */
export async function listMissingKeys(deps: SealDeps): Promise<MissingKey[]> {
  const found = new Map<string, number>();
  for (const column of sealedColumns)
    for (const { keyId, secrets } of await findMissingKeys(deps, column)) found.set(keyId, (found.get(keyId) ?? 0) + secrets);
  return [...found].map(([keyId, secrets]) => ({ keyId, secrets }));
}

/** One line for each key that is missing: what it sealed cannot be opened, and whoever put it away should know at once. */
export async function warnOfMissingKeys(deps: SealDeps & Pick<Deps, "log">): Promise<void> {
  for (const missing of await listMissingKeys(deps))
    deps.log.error(missing, "secrets are sealed with a key that is not in ENCRYPTION_KEYS: put it back, behind the newest");
}
