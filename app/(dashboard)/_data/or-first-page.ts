import { AppError } from "@/lib/core/errors";

/** A list from where the address says; the first page of it when that place makes no sense, as with any other value there. */
export async function orFirstPage<Q extends { cursor: string | undefined }, R>(list: (query: Q) => Promise<R>, query: Q): Promise<R> {
  try {
    return await list(query);
  } catch (error) {
    if (error instanceof AppError && error.code === "cursor_invalid") return list({ ...query, cursor: undefined });
    throw error;
  }
}
