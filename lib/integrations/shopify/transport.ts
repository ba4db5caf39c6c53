/** The guarded fetch of lib/core/outgoing as it is used here: no redirects, bounded time and size. @throws OutgoingError{kind} */
export type ShopifyFetch = (
  url: string,
  init: {
    method: "POST";
    headers: Record<string, string>;
    body?: string;
    timeoutMs: number;
    maxBytes: number;
    signal?: AbortSignal;
  },
) => Promise<{ status: number; headers: Headers; body: string; tookMs: number; url: string }>;

/** For files that do not fit into memory: the body as it arrives. @throws OutgoingError{kind}, also while the body is read */
export type ShopifyFetchStream = (
  url: string,
  /** The time goes on until the body's end, with whatever is done between its pieces. */
  init: { timeoutMs: number; maxBytes: number; signal?: AbortSignal },
) => Promise<{ status: number; headers: Headers; body: AsyncIterable<Uint8Array> }>;

export type Clock = {
  now: () => Date;
  wait: (ms: number) => Promise<void>;
};
