import { Prisma } from "@/lib/core/db";
import { persianLetters } from "@/lib/core/keyboards";
import { toAsciiDigits } from "@/lib/i18n/format";

/** Of a title as the index `product_by_title_begin` has it, word for word: without case, in whatever letters and digits it was written. */
export const titleBegin = (title: Prisma.Sql): Prisma.Sql =>
  Prisma.sql`(lower(translate(left(${title}, 100), 'يىك۰۱۲۳۴۵۶۷۸۹٠١٢٣٤٥٦٧٨٩', 'ییک01234567890123456789')) COLLATE "C")`;

/** The same of a title that has been read, the whole of it. */
export const foldTitle = (title: string): string => toAsciiDigits(persianLetters(title)).toLowerCase();
