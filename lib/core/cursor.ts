import { z } from "zod";
import { AppError } from "./errors";

/** A place in a list, opaque outside: base64url of the last row's sort key. */
export function encodeCursor(key: readonly (string | null)[]): string {
  return Buffer.from(JSON.stringify(key)).toString("base64url");
}

/** @throws AppError cursor_invalid */
export function decodeCursor<T extends z.ZodType>(cursor: string, schema: T): z.output<T> {
  try {
    return schema.parse(JSON.parse(Buffer.from(cursor, "base64url").toString("utf8")));
  } catch (cause) {
    throw new AppError("cursor_invalid", { cause });
  }
}

/** Of what was found with one row more than asked for: the page, and where the next begins. */
export function cutPage<Row>(
  found: readonly Row[],
  limit: number,
  keyOf: (row: Row) => readonly (string | null)[],
): { rows: Row[]; next: string | null } {
  const rows = found.slice(0, limit);
  const last = rows.at(-1);
  return { rows, next: found.length > limit && last !== undefined ? encodeCursor(keyOf(last)) : null };
}

/** A place in a list that is sorted by time, then id. A calendar without the year 0 is the database's. */
export const timePlace = z.tuple([z.iso.datetime().refine((time) => time >= "0001"), z.uuid()]);

/** Lists of what was made, newest first: their order, and the condition for what comes after a cursor's place. */
export const newestFirst = [{ createdAt: "desc" as const }, { id: "desc" as const }];
export const newestKey = (row: { createdAt: Date; id: string }) => [row.createdAt.toISOString(), row.id];
export const oldestFirst = [{ createdAt: "asc" as const }, { id: "asc" as const }];

function placeOf(cursor: string) {
  const [time, id] = decodeCursor(cursor, timePlace);
  return { createdAt: new Date(time), id };
}
/** @throws AppError cursor_invalid */
export function madeBefore(cursor: string | undefined) {
  if (cursor === undefined) return {};
  const { createdAt, id } = placeOf(cursor);
  return { OR: [{ createdAt: { lt: createdAt } }, { createdAt, id: { lt: id } }] };
}
/** @throws AppError cursor_invalid */
export function madeAfter(cursor: string | undefined) {
  if (cursor === undefined) return {};
  const { createdAt, id } = placeOf(cursor);
  return { OR: [{ createdAt: { gt: createdAt } }, { createdAt, id: { gt: id } }] };
}
