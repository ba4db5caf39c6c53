/** PostgreSQL's five-letter code of a failed statement; "" where the failure was none of the database's. */
export function sqlStateOf(error: unknown): string {
  if (!(error instanceof Error)) return "";
  const { code, meta } = error as Error & { code?: unknown; meta?: { driverAdapterError?: { cause?: { originalCode?: string } } } };
  return meta?.driverAdapterError?.cause?.originalCode ?? (typeof code === "string" ? code : "");
}
