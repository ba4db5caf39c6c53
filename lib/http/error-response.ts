import { AppError, errorCodes } from "@/lib/core/errors";
import type { Logger } from "@/lib/core/log";
import { errorDetail } from "@/lib/i18n/error-details";
import type { Language } from "@/lib/i18n/language";
import { isPassingDatabaseError } from "@/lib/events/insert-events";

/** What an unexpected error becomes for the outside: the database being away is not the caller's fault nor ours for long. */
function toAppError(error: unknown): AppError {
  if (error instanceof AppError) return error;
  return isPassingDatabaseError(error) ? new AppError("unavailable", { cause: error, headers: { "retry-after": "5" } }) : new AppError("internal", { cause: error });
}

/** error → JSON, once, for every route. */
export function errorResponse(error: unknown, language: Language, log: Logger): Response {
  const known = toAppError(error);
  const { status, error: title } = errorCodes[known.code];
  if (status >= 500) log.error({ err: known.cause ?? known, code: known.code }, "request failed");
  const headers = new Headers(known.headers);
  if (status === 401) headers.set("www-authenticate", "Bearer");
  headers.set("cache-control", "no-store");
  return Response.json({ error: title, detail: errorDetail(known.code, language), ...(known.fields && { fields: known.fields }) }, { status, headers });
}
