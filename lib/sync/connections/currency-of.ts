import type { Db } from "@/lib/core/db";
import { learned } from "./connection";

/** The currency a store's shop was last seen with; null: not known. */
export async function currencyOf(db: Db, storeId: string): Promise<string | null> {
  const row = await db.connection.findUnique({ where: { storeId }, select: { learned: true } });
  return row ? learned.parse(row.learned).currency : null;
}
