import { Prisma } from "@/lib/core/db";
import { likePattern } from "@/lib/core/like-pattern";
import { persianLetters, persianLettersSql } from "@/lib/core/keyboards";
import { isUuid, storesOfSql, type Caller } from "@/lib/access/caller";

/** A store of the caller's, or all of them; an id that is none's names no store. */
export const judgedStores = (caller: Caller, storeId: string | undefined): Prisma.Sql =>
  storeId === undefined
    ? storesOfSql(caller)
    : isUuid(storeId)
      ? Prisma.sql`${storesOfSql(caller)} AND s.id = ${storeId}::uuid`
      : Prisma.sql`FALSE`;

/** A condition over `search_judgement j`: what was typed on a Persian and on an Arabic keyboard is alike. */
export const typedLike = (q: string): Prisma.Sql =>
  Prisma.sql`${persianLettersSql(Prisma.sql`j.query`)} ILIKE ${likePattern(persianLetters(q))}`;

/**
 * Ids of the caller's newest judgements as one limited look into an index: the hub's for an administrator, each store's
 * for everybody else. With a condition on the owner the database would walk the hub's whole list back for a quiet one.
 * @param rest a condition over `search_judgement j`
 */
export function newestJudgements(caller: Caller, storeId: string | undefined, rest: Prisma.Sql, take: number): Prisma.Sql {
  const look = (mine: Prisma.Sql) =>
    Prisma.sql`(SELECT j.id, j.judged_at FROM search_judgement j WHERE ${mine} AND ${rest} ORDER BY j.judged_at DESC, j.id DESC LIMIT ${take})`;
  if (caller.role === "ADMIN" && storeId === undefined) return look(Prisma.sql`TRUE`);
  return Prisma.sql`(SELECT own.id, own.judged_at FROM store s CROSS JOIN LATERAL ${look(Prisma.sql`j.store_id = s.id`)} own
    WHERE ${judgedStores(caller, storeId)} ORDER BY own.judged_at DESC, own.id DESC LIMIT ${take})`;
}
