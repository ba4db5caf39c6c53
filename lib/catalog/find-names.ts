import { z } from "zod";
import { isUuid, storesOfSql, type Caller } from "@/lib/access/caller";
import { Prisma } from "@/lib/core/db";
import type { Deps } from "@/lib/core/deps";
import { persianLetters, persianLettersSql } from "@/lib/core/keyboards";
import { likePattern } from "@/lib/core/like-pattern";

export const nameKinds = ["category", "tag"] as const;
export type NameKind = (typeof nameKinds)[number];

/** Products looked through: no index knows a part of a name in a list of names. */
const MAX_LOOKED = 100_000;
export const MAX_FOUND_NAMES = 30;
const MAX_TYPED = 200;

const columns = { category: Prisma.sql`p.categories`, tag: Prisma.sql`p.tags` } as const;
/** All distinct categories of a large catalogue would cost more than the page that offers them. */
const NEWEST_PRODUCTS = 300;

const row = z.object({ name: z.string() });

/** Categories or tags of a store's products with these letters in their names, wherever in the catalogue they are; shortest first. */
export async function findNames(
  { db }: Pick<Deps, "db">,
  caller: Caller,
  storeId: string,
  kind: NameKind,
  typed: string,
): Promise<string[]> {
  const text = typed.replaceAll("\0", "").trim().slice(0, MAX_TYPED);
  if (text === "" || !isUuid(storeId)) return [];
  const rows = await db.$queryRaw<unknown[]>`
    SELECT n.name FROM (
      SELECT DISTINCT unnest(l.names) AS name FROM (
        SELECT ${columns[kind]} AS names FROM product p JOIN store s ON s.id = p.store_id
        WHERE p.store_id = ${storeId}::uuid AND ${storesOfSql(caller)} AND p.is_active ORDER BY p.updated_at DESC, p.id DESC LIMIT ${MAX_LOOKED}) l) n
    WHERE ${persianLettersSql(Prisma.sql`n.name`)} ILIKE ${likePattern(persianLetters(text))} ORDER BY length(n.name), n.name LIMIT ${MAX_FOUND_NAMES}`;
  return z
    .array(row)
    .parse(rows)
    .map(({ name }) => name);
}

/** Categories of the newest products of all stores a caller sees, the newest first: of each store a short walk along its index. */
export async function newestCategories({ db }: Pick<Deps, "db">, caller: Caller): Promise<string[]> {
  const walk = (where: Prisma.Sql) =>
    Prisma.sql`SELECT p.categories, p.updated_at, p.id FROM product p WHERE ${where} AND p.is_active ORDER BY p.updated_at DESC, p.id DESC LIMIT ${NEWEST_PRODUCTS}`;
  const newest =
    caller.role === "ADMIN"
      ? walk(Prisma.sql`TRUE`)
      : Prisma.sql`SELECT own.* FROM store s CROSS JOIN LATERAL (${walk(Prisma.sql`p.store_id = s.id`)}) own WHERE ${storesOfSql(caller)}
          ORDER BY own.updated_at DESC, own.id DESC LIMIT ${NEWEST_PRODUCTS}`;
  const rows = await db.$queryRaw<unknown[]>`SELECT categories FROM (${newest}) n`;
  return [
    ...new Set(
      z
        .array(z.object({ categories: z.array(z.string()) }))
        .parse(rows)
        .flatMap(({ categories }) => categories),
    ),
  ];
}
