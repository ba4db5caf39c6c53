/** PostgreSQL's five-letter code of a failed statement; "" where the failure was none of the database's. */
export function sqlStateOf(error: unknown): string {
  if (!(error instanceof Error)) return "";
  const { code, meta } = error as Error & { code?: unknown; meta?: { driverAdapterError?: { cause?: { originalCode?: string } } } };
  return meta?.driverAdapterError?.cause?.originalCode ?? (typeof code === "string" ? code : "");
}

/**
 * A unique index refused a row, whether Prisma or our own SQL wrote it. By its code, not by Prisma's class: Next bundles
 * start-up and routes apart, each with a Prisma of its own.
 */
export const isUniqueViolation = (error: unknown): boolean => ["23505", "P2002"].includes(sqlStateOf(error));
