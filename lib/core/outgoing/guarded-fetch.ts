import { lookup as systemLookup } from "node:dns/promises";
import { type LookupFunction } from "node:net";
import { Agent, request as undiciRequest } from "undici";
import { ACCEPTED_ENCODINGS, decompress } from "./decompress";
import { OutgoingError, toOutgoingError } from "./outgoing-error";
import { blockedRange } from "./public-address";

export type OutgoingRequest = {
  method?: "GET" | "POST" | "PUT" | "DELETE";
  headers?: Record<string, string>;
  body?: string;
  /** Over everything: name, connection, headers and the whole body. */
  timeoutMs: number;
  /** Of the body, compressed or not. */
  maxBytes: number;
  signal?: AbortSignal;
};
export type OutgoingAnswer = { status: number; headers: Headers; body: string; tookMs: number; url: string };
/** The body in pieces; the time limit goes on until its end. Leaving it half read ends the connection. */
export type OutgoingStream = { status: number; headers: Headers; body: AsyncIterable<Buffer>; url: string };

/**
 * Calls addresses that merchants wrote. Only https and only public addresses, checked when the connection is made, so a name that
 * changes its mind does not help; a redirect is an answer like any other. Every function throws OutgoingError.
 */
export type GuardedFetch = {
  (url: string, request: OutgoingRequest): Promise<OutgoingAnswer>;
  stream(url: string, request: OutgoingRequest): Promise<OutgoingStream>;
  /** Ends the kept connections; requests under way finish. */
  close(): Promise<void>;
};

export type GuardedFetchOptions = {
  /** Development and tests: http and our own network are allowed too. */
  allowPrivate: boolean;
  /** http at public addresses. */
  allowHttp?: boolean;
  /** All addresses of a name; the system's resolver when absent. */
  resolve?: (hostname: string) => Promise<{ address: string; family: number }[]>;
};

const CONNECT_TIMEOUT_MS = 10_000;

export function createGuardedFetch({ allowPrivate, allowHttp = false, resolve }: GuardedFetchOptions): GuardedFetch {
  const lookup = guardedLookup(allowPrivate, resolve ?? ((hostname) => systemLookup(hostname, { all: true })));
  const agent = new Agent({ connect: { lookup, timeout: CONNECT_TIMEOUT_MS } });

  async function stream(address: string, { timeoutMs, maxBytes, signal, ...asked }: OutgoingRequest): Promise<OutgoingStream> {
    const url = checkedUrl(address, { allowPrivate, allowHttp: allowHttp || allowPrivate });
    const limit = startLimit(timeoutMs, signal);
    try {
      const answer = await undiciRequest(url, {
        dispatcher: agent,
        method: asked.method ?? "GET",
        headers: { "accept-encoding": ACCEPTED_ENCODINGS, ...asked.headers },
        body: asked.body,
        signal: limit.signal,
        // The limit above counts all of it; undici's own would only be another one.
        headersTimeout: 0,
        bodyTimeout: 0,
      });
      const headers = headersOf(answer.headers);
      const body = limited(answer.body as AsyncIterable<Buffer>, headers, maxBytes, limit);
      return { status: answer.statusCode, headers, body, url: url.href };
    } catch (error) {
      limit.end();
      throw limit.reasonFor(error);
    }
  }

  async function fetchWhole(address: string, request: OutgoingRequest): Promise<OutgoingAnswer> {
    const since = performance.now();
    const { status, headers, body, url } = await stream(address, request);
    const chunks: Buffer[] = [];
    for await (const chunk of body) chunks.push(chunk);
    const text = new TextDecoder().decode(Buffer.concat(chunks));
    return { status, headers, body: text, tookMs: Math.round(performance.now() - since), url };
  }

  return Object.assign(fetchWhole, { stream, close: () => agent.close() });
}

/** Scheme, credentials and addresses written as such. The URL parser has already made 127.0.0.1 of 0x7f.1, 2130706433 and ①②⑦.1. */
function checkedUrl(address: string, { allowPrivate, allowHttp }: { allowPrivate: boolean; allowHttp: boolean }): URL {
  const url = URL.canParse(address) ? new URL(address) : null;
  if (!url || !(url.protocol === "https:" || (allowHttp && url.protocol === "http:"))) throw new OutgoingError("address_blocked", "scheme");
  if (url.username || url.password) throw new OutgoingError("address_blocked", "credentials in the address");
  const host = url.hostname.replace(/^\[|\]$/g, "");
  const isLiteral = host.includes(":") || /^\d+(\.\d+){3}$/.test(host);
  if (isLiteral && !allowPrivate) refuseUnlessPublic(host);
  return url;
}

function refuseUnlessPublic(address: string): void {
  const range = blockedRange(address);
  if (range) throw new OutgoingError("address_blocked", range);
}

/** The connection's own look-up: what is connected to is what was checked. One private address among several refuses them all. */
function guardedLookup(allowPrivate: boolean, resolve: NonNullable<GuardedFetchOptions["resolve"]>): LookupFunction {
  return (hostname, options, done) => {
    resolve(hostname)
      .then((found) => {
        const [first] = found;
        if (!first) throw new OutgoingError("dns", "ENODATA");
        if (!allowPrivate) for (const { address } of found) refuseUnlessPublic(address);
        if (options.all) done(null, found);
        else done(null, first.address, first.family);
      })
      .catch((error: unknown) => done(toOutgoingError(error), []));
  };
}

/** undici gives names and values as they came; a header that came twice is a list. */
function headersOf(raw: Record<string, string | string[] | undefined>): Headers {
  const headers = new Headers();
  for (const [name, value] of Object.entries(raw)) for (const one of [value ?? []].flat()) headers.append(name, one);
  return headers;
}

type Limit = { signal: AbortSignal; end: () => void; reasonFor: (error: unknown) => OutgoingError };

/** One signal for our clock and the caller's wish, and which of them it was. */
function startLimit(timeoutMs: number, wish: AbortSignal | undefined): Limit {
  const controller = new AbortController();
  let reason: OutgoingError | null = null;
  const stop = (kind: "timeout" | "aborted", detail: string) => {
    reason ??= new OutgoingError(kind, detail);
    controller.abort();
  };
  const timer = setTimeout(() => stop("timeout", `after ${timeoutMs} ms`), timeoutMs);
  const onWish = () => stop("aborted", "by the caller");
  if (wish?.aborted) onWish();
  wish?.addEventListener("abort", onWish, { once: true });
  return {
    signal: controller.signal,
    end: () => {
      clearTimeout(timer);
      wish?.removeEventListener("abort", onWish);
    },
    reasonFor: (error) => reason ?? toOutgoingError(error),
  };
}

/** The body, unpacked, for as long as time and size allow. */
async function* limited(raw: AsyncIterable<Buffer>, headers: Headers, maxBytes: number, limit: Limit): AsyncGenerator<Buffer> {
  try {
    const unpacked = decompress(atMost(raw, maxBytes), headers.get("content-encoding") ?? "");
    yield* atMost(unpacked, maxBytes);
  } catch (error) {
    throw limit.reasonFor(error);
  } finally {
    limit.end();
  }
}

/** Both sides of a decompressor: what unpacks to nothing must end, too. */
async function* atMost(chunks: AsyncIterable<Buffer>, maxBytes: number): AsyncGenerator<Buffer> {
  let bytes = 0;
  for await (const chunk of chunks) {
    bytes += chunk.length;
    if (bytes > maxBytes) throw new OutgoingError("too_large", `over ${maxBytes} bytes`);
    yield chunk;
  }
}
