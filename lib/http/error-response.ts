import { AppError, errorCodes } from "@/lib/core/errors";
import type { Logger } from "@/lib/core/log";
import { errorDetail } from "@/lib/i18n/error-details";
import type { Language } from "@/lib/i18n/language";
import { withoutIsolates } from "@/lib/i18n/ui/translated";
import type { Answer } from "./receive-webhook";
import { isPassingDatabaseError } from "@/lib/events/insert-events";

/** What an unexpected error becomes for the outside: the database being away is not the caller's fault nor ours for long. */
function toAppError(error: unknown): AppError {
  if (error instanceof AppError) return error;
  return isPassingDatabaseError(error)
    ? new AppError("unavailable", { cause: error, headers: { "retry-after": "5" } })
    : new AppError("internal", { cause: error });
}

/** Sentences for a page keep names in their own direction by marks that a program has no use for. */
const plain = (fields: Record<string, string>): Record<string, string> =>
  Object.fromEntries(Object.entries(fields).map(([path, problem]) => [path, withoutIsolates(problem)]));

/** error → status, headers and JSON, once, for every route. */
export function errorAnswer(error: unknown, language: Language, log: Logger): Answer & { headers: Record<string, string> } {
  const known = toAppError(error);
  const { status, error: title } = errorCodes[known.code];
  if (status >= 500) log.error({ err: known.cause ?? known, code: known.code }, "request failed");
  return {
    status,
    headers: { ...known.headers, ...(status === 401 && { "www-authenticate": "Bearer" }), "cache-control": "no-store" },
    body: { error: title, detail: errorDetail(known.code, language), ...(known.fields && { fields: plain(known.fields) }) },
  };
}

export function errorResponse(error: unknown, language: Language, log: Logger): Response {
  const { status, headers, body } = errorAnswer(error, language, log);
  return Response.json(body, { status, headers });
}
