import { z } from "zod";
import { Prisma, type DbClient } from "./db";
import type { Encryption } from "./encryption";

/** Where a sealed secret stands: names of the database, written in our own source. */
export type SealedColumn = { table: string; key: string; column: string };

const AT_ONCE = 200;
const sealedRows = z.array(z.object({ key: z.string(), sealed: z.string() }));
const keyRows = z.array(z.object({ key_id: z.string(), secrets: z.number() }));
const KEY_ID = /^[a-z0-9]{1,16}$/;

const name = (identifier: string) => Prisma.raw(`"${identifier}"`);

/**
 * Seals anew, with the newest key, what an older one sealed. Each row is a compare and swap: a secret that changed since
 * it was read is left to its writer. One that does not open stays as it is. May run twice, and beside everything else.
 * @param most rows to look at
 * @returns `unreadable`: keys of the rows that did not open although their key is here
 */
export async function resealColumn(
  { db, encryption }: { db: DbClient; encryption: Encryption },
  { table, key, column }: SealedColumn,
  most: number,
): Promise<{ seen: number; resealed: number; unreadable: string[] }> {
  const [at, id, sealedText] = [name(table), name(key), name(column)];
  const done = { seen: 0, resealed: 0, unreadable: [] as string[] };
  let after = "";
  while (done.seen < most) {
    const limit = Math.min(AT_ONCE, most - done.seen);
    const rows = sealedRows.parse(
      await db.$queryRaw<unknown[]>`
        SELECT ${id}::text AS key, ${sealedText} AS sealed FROM ${at} WHERE ${id}::text > ${after}
          AND split_part(${sealedText}, ':', 1) = ANY(${encryption.olderKeys}::text[]) ORDER BY ${id}::text LIMIT ${limit}`,
    );
    for (const row of rows) {
      const anew = openAndSeal(encryption, row.sealed);
      if (anew === null) done.unreadable.push(row.key);
      else
        done.resealed +=
          await db.$executeRaw`UPDATE ${at} SET ${sealedText} = ${anew} WHERE ${id}::text = ${row.key} AND ${sealedText} = ${row.sealed}`;
    }
    done.seen += rows.length;
    after = rows.at(-1)?.key ?? after;
    if (rows.length < limit) break;
  }
  return done;
}

function openAndSeal(encryption: Encryption, sealed: string): string | null {
  try {
    return encryption.encrypt(encryption.decrypt(sealed));
  } catch {
    // Damaged, or sealed by another key under the same name: reported, and left for whoever has the right one.
    return null;
  }
}

export type MissingKey = { keyId: string; secrets: number };

/** Keys that sealed something here and are not among ours. A text that names no key at all counts as `?`. */
export async function findMissingKeys(
  { db, encryption }: { db: DbClient; encryption: Encryption },
  { table, column }: SealedColumn,
): Promise<MissingKey[]> {
  const rows = await db.$queryRaw<unknown[]>`
    SELECT split_part(${name(column)}, ':', 1) AS key_id, count(*)::int AS secrets FROM ${name(table)}
    WHERE ${name(column)} IS NOT NULL AND split_part(${name(column)}, ':', 1) <> ALL(${encryption.keyIds}::text[]) GROUP BY 1 ORDER BY 1 LIMIT ${AT_ONCE}`;
  return keyRows.parse(rows).map(({ key_id, secrets }) => ({ keyId: KEY_ID.test(key_id) ? key_id : "?", secrets }));
}
