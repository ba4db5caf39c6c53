import { APIConnectionError, APIConnectionTimeoutError, APIError } from "openai";
import { EmbedderError } from "./embedder";

/**
 * What an error of the OpenAI client means to the pipeline. The provider's own message is dropped and no cause is kept:
 * OpenAI repeats part of a wrong key in its 401, and headers and texts would follow the error into the log.
 */
export function embedderErrorOf(error: unknown, signal?: AbortSignal): EmbedderError {
  if (error instanceof EmbedderError) return error;
  if (signal?.aborted) return new EmbedderError("The call to OpenAI was stopped", { canPass: true });
  if (error instanceof APIConnectionTimeoutError || isNamed(error, "TimeoutError", "AbortError", "APIUserAbortError")) {
    return new EmbedderError("OpenAI did not answer in time", { canPass: true });
  }
  if (error instanceof APIConnectionError) return new EmbedderError("OpenAI could not be reached", { canPass: true });
  if (error instanceof APIError && error.status !== undefined) return fromStatus(error.status, error);
  // Everything else happened while the body was read: cut off, or not JSON in spite of its content type.
  return new EmbedderError("OpenAI's answer ended early or was no JSON", { canPass: true });
}

/** An empty account is not filled within seconds, nor is it a fault of the product: wait, but do not give the work up. */
const QUOTA_RETRY_MS = 60 * 60 * 1_000;
/** A header asking for more is a mistake, or an outage the queue should look at again by itself. */
const MAX_RETRY_MS = 24 * 60 * 60 * 1_000;

const passing = new Set([408, 409, 425, 429]);
/** A wrong key or model (401, 403, 404) is no text's fault: asking again with fewer would only ask more often. */
const aboutTheTexts = new Set([400, 413, 422]);

function fromStatus(status: number, error: APIError): EmbedderError {
  const code = typeof error.code === "string" && /^[a-z0-9_]{1,40}$/.test(error.code) ? ` (${error.code})` : "";
  const asked = retryAfterMs(error.headers);
  const isQuota = status === 429 && (error.code === "insufficient_quota" || error.type === "insufficient_quota");
  return new EmbedderError(`OpenAI answered ${status}${code}`, {
    canPass: status >= 500 || passing.has(status),
    mayBeOneText: aboutTheTexts.has(status),
    retryAfterMs: isQuota ? Math.max(asked ?? 0, QUOTA_RETRY_MS) : asked,
  });
}

function retryAfterMs(headers: Headers | undefined): number | null {
  const exact = Number(headers?.get("retry-after-ms") || NaN);
  const header = headers?.get("retry-after") || "";
  const asked = [exact, Number(header || NaN) * 1_000, Date.parse(header) - Date.now()].find(Number.isFinite);
  return asked === undefined ? null : Math.min(Math.max(Math.ceil(asked), 0), MAX_RETRY_MS);
}

function isNamed(error: unknown, ...names: string[]): boolean {
  return error instanceof Error && names.some((name) => error.name === name || error.constructor.name === name);
}
