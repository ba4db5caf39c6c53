import { z } from "zod";
import { AppError } from "./errors";

/** A place in a list, opaque outside: base64url of the last row's sort key. */
export function encodeCursor(key: readonly string[]): string {
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

/** A place in a list that is sorted by time, then id. A calendar without the year 0 is the database's. */
export const timePlace = z.tuple([z.iso.datetime().refine((time) => time >= "0001"), z.uuid()]);
