/** The machine's own fetch in the shape of lib/core/outgoing, for tests against the fake: no guard, no limits but size. */
class PlainFetchError extends Error {
  readonly kind: string;
  constructor(kind: string, cause: unknown) {
    super(kind, { cause });
    this.kind = kind;
  }
}

type Init = {
  method?: string;
  headers?: Record<string, string>;
  body?: string;
  timeoutMs?: number;
  maxBytes?: number;
  signal?: AbortSignal;
};

const refused = (error: unknown): PlainFetchError => {
  const code = (error as { cause?: { code?: unknown } }).cause?.code;
  return new PlainFetchError(code === "ECONNREFUSED" ? "refused" : "network", error);
};

async function ask(url: string, { method = "GET", headers, body, signal }: Init): Promise<Response> {
  try {
    return await fetch(url, {
      method,
      redirect: "manual",
      ...(headers && { headers }),
      ...(body !== undefined && { body }),
      ...(signal && { signal }),
    });
  } catch (error) {
    throw refused(error);
  }
}

export async function plainFetch(url: string, init: Init) {
  const answer = await ask(url, init);
  const body = await answer.text().catch((error: unknown) => {
    throw refused(error);
  });
  if (init.maxBytes !== undefined && body.length > init.maxBytes) throw new PlainFetchError("too_large", null);
  return { status: answer.status, headers: answer.headers, body, tookMs: 0, url };
}

export async function plainFetchStream(url: string, init: Init) {
  const answer = await ask(url, init);
  return { status: answer.status, headers: answer.headers, body: answer.body ?? (async function* () {})() };
}
