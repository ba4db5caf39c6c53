export type OutgoingProblem = "address_blocked" | "dns" | "tls" | "refused" | "timeout" | "too_large" | "aborted" | "network";

/** As AppError: the guarded fetch is made in one bundle of the build and called in others, each with a class of its own. */
const MARK = Symbol.for("fiko.OutgoingError");

/** No answer came, or not the whole of it. `detail` is short and technical: an error code or a range; never a header, query or address. */
export class OutgoingError extends Error {
  readonly [MARK] = true;
  readonly kind: OutgoingProblem;
  readonly detail: string;

  constructor(kind: OutgoingProblem, detail: string) {
    super(`${kind}: ${detail}`);
    this.name = "OutgoingError";
    this.kind = kind;
    this.detail = detail;
  }

  static override [Symbol.hasInstance](value: unknown): boolean {
    return typeof value === "object" && value !== null && MARK in value;
  }
}

const PROBLEM_OF_CODE: Record<string, OutgoingProblem> = {
  ENOTFOUND: "dns",
  ENODATA: "dns",
  ESERVFAIL: "dns",
  ECONNREFUSED: "refused",
  ETIMEDOUT: "timeout",
  UND_ERR_CONNECT_TIMEOUT: "timeout",
  UND_ERR_HEADERS_TIMEOUT: "timeout",
  UND_ERR_BODY_TIMEOUT: "timeout",
  UND_ERR_HEADERS_OVERFLOW: "too_large",
  HPE_HEADER_OVERFLOW: "too_large",
  EPROTO: "tls",
  HOSTNAME_MISMATCH: "tls",
  UNABLE_TO_VERIFY_LEAF_SIGNATURE: "tls",
};
const TLS_CODE = /^(ERR_TLS|ERR_SSL|CERT_|CRL_|UNABLE_TO_|DEPTH_ZERO_|SELF_SIGNED_|INVALID_CA|PATH_LENGTH_|ERROR_IN_C)/;

const isRecord = (value: unknown): value is Record<string, unknown> => typeof value === "object" && value !== null;

/** The innermost error code: several addresses that failed come as one AggregateError, undici wraps in `cause`. */
function codeOf(error: unknown, depth = 0): string {
  if (!isRecord(error) || depth > 5) return "unknown";
  if (typeof error.code === "string") return error.code;
  const inner: unknown = Array.isArray(error.errors) ? error.errors[0] : error.cause;
  return inner === undefined ? String(error.name ?? "unknown") : codeOf(inner, depth + 1);
}

/** An OutgoingError inside an error (our own lookup's), or what its code means. */
export function toOutgoingError(error: unknown): OutgoingError {
  for (let inner = error; isRecord(inner); inner = inner.cause) if (inner instanceof OutgoingError) return inner;
  const code = codeOf(error);
  return new OutgoingError(PROBLEM_OF_CODE[code] ?? (code.startsWith("EAI_") ? "dns" : TLS_CODE.test(code) ? "tls" : "network"), code);
}
