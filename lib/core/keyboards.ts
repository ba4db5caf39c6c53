import { Prisma } from "./db";

/** As a Persian and as an Arabic keyboard write it: shops and people have either, for the same word. */
export const keyboardsOf = (text: string): string[] => [
  ...new Set([text, persianLetters(text), text.replace(/ی/g, "ي").replace(/ک/g, "ك")]),
];

/** Persian letters for Arabic ones, so that both sides of a comparison have the same. */
export const persianLetters = (text: string): string => text.replace(/[يى]/g, "ی").replace(/ك/g, "ک");

/** The same of a column. */
export const persianLettersSql = (text: Prisma.Sql): Prisma.Sql => Prisma.sql`translate(${text}, 'يىك', 'ییک')`;
