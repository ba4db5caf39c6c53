import type { DbClient } from "@/lib/core/db";

const AT_ONCE = 1_000;

/** Removes what a shop sent to a store, whether it still waits or not, bodies and all. May run twice. */
export async function eraseEvents(db: DbClient, storeId: string, sources: readonly string[]): Promise<void> {
  let portion: number;
  do {
    portion = await db.$executeRaw`
      DELETE FROM event WHERE id IN (
        SELECT id FROM event WHERE store_id = ${storeId}::uuid AND source = ANY(${[...sources]}::text[]) LIMIT ${AT_ONCE})`;
  } while (portion > 0);
}
