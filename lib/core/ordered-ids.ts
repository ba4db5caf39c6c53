import { z } from "zod";
import { cutPage, decodeCursor } from "./cursor";
import { Prisma, type Db } from "./db";

/**
 * One page of a list of thousands in an order its reader chose, as ids: what is shown of them is looked up by the caller.
 * Sorted in the database and no index asked for; lists of millions have a query and an index for each order of their own.
 */
const kinds = {
  time: {
    cast: Prisma.sql`timestamptz`,
    row: z.date().transform((time) => time.toISOString()),
    place: z.iso.datetime().refine((time) => time >= "0001"),
  },
  text: { cast: Prisma.sql`text`, row: z.string(), place: z.string().refine((text) => !text.includes("\u0000")) },
  number: { cast: Prisma.sql`bigint`, row: z.union([z.number(), z.bigint()]).transform(String), place: z.string().regex(/^\d{1,18}$/) },
} as const;

/** `key`: SQL that is never NULL. */
export type Order = { key: Prisma.Sql; kind: keyof typeof kinds };
type Up<O extends string> = O extends `-${infer Name}` ? Name : O;
export type Orders<O extends string> = Record<Up<O>, Order>;

/** Never happened: longer ago than whatever did. */
export const orNever = (time: Prisma.Sql): Prisma.Sql => Prisma.sql`coalesce(${time}, 'epoch'::timestamptz)`;
/** Has no end: later than whatever has one. */
export const orEndless = (time: Prisma.Sql): Prisma.Sql => Prisma.sql`coalesce(${time}, '9999-12-31 23:59:59.999Z'::timestamptz)`;

/**
 * Equal keys are in the order of their ids.
 * @param rowsOf a SELECT of `id`, as text, and of the given `key`
 * @throws AppError cursor_invalid: also one of another order
 */
export async function orderedIds<O extends string>(
  db: Db,
  orders: Orders<O>,
  rowsOf: (key: Prisma.Sql) => Prisma.Sql,
  { ordering, limit, cursor }: { ordering: O; limit: number; cursor: string | undefined },
): Promise<{ ids: string[]; next: string | null }> {
  const { key, kind } = orders[ordering.replace(/^-/, "") as Up<O>];
  const { cast, row, place } = kinds[kind];
  const isDescending = ordering.startsWith("-");
  const after = cursor === undefined ? null : decodeCursor(cursor, z.tuple([z.literal(ordering), place, z.string().max(200)]));
  const beyond = isDescending ? Prisma.sql`<` : Prisma.sql`>`;
  const direction = isDescending ? Prisma.sql`DESC` : Prisma.sql`ASC`;
  const raw = await db.$queryRaw<unknown[]>`
    SELECT k.id, k.key FROM (${rowsOf(key)}) k
    ${after ? Prisma.sql`WHERE (k.key, k.id) ${beyond} (${after[1]}::${cast}, ${after[2]}::text)` : Prisma.empty}
    ORDER BY k.key ${direction}, k.id ${direction} LIMIT ${limit + 1}`;
  const found = z.array(z.object({ id: z.string(), key: row })).parse(raw);
  const { rows, next } = cutPage(found, limit, (one) => [ordering, one.key, one.id]);
  return { ids: rows.map(({ id }) => id), next };
}

/** What was looked up, in the order of the ids; what is gone meanwhile is left out. */
export function inOrder<Row extends { id: string }>(ids: readonly string[], found: readonly Row[]): Row[] {
  const byId = new Map(found.map((row) => [row.id, row]));
  return ids.flatMap((id) => byId.get(id) ?? []);
}
