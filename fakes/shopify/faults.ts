import type { ServerResponse } from "node:http";

/** What goes wrong with the next requests to /admin or the bulk files. */
export type Fault =
  | { kind: "status"; status: number; retryAfterSeconds?: number }
  /** A page of a proxy, with 200. */
  | { kind: "html" }
  /** The connection ends in the middle of the answer. */
  | { kind: "cut" }
  /** GraphQL's own: 200, an error with this code. */
  | { kind: "graphql"; code: string; message?: string }
  /** 200, and this instead of what was asked for. */
  | { kind: "data"; data: unknown };

const HTML = "<!DOCTYPE html><html><body><h1>Something went wrong</h1></body></html>";

/** Counts down faults: the n-th request gets the n-th fault. */
export class FaultQueue {
  #queue: Fault[] = [];

  add(fault: Fault, times: number): void {
    for (let left = times; left > 0; left -= 1) this.#queue.push(fault);
  }

  clear(): void {
    this.#queue = [];
  }

  next(): Fault | undefined {
    return this.#queue.shift();
  }
}

export function answerFault(response: ServerResponse, fault: Fault): void {
  if (fault.kind === "cut") {
    response.writeHead(200, { "Content-Type": "application/json", "Content-Length": "1000" });
    response.write('{"data":{', () => response.destroy());
    return;
  }
  if (fault.kind === "html") {
    response.writeHead(200, { "Content-Type": "text/html" }).end(HTML);
    return;
  }
  if (fault.kind === "graphql") {
    const errors = [{ message: fault.message ?? fault.code, extensions: { code: fault.code } }];
    response.writeHead(200, { "Content-Type": "application/json" }).end(JSON.stringify({ errors }));
    return;
  }
  if (fault.kind === "data") {
    response.writeHead(200, { "Content-Type": "application/json" }).end(JSON.stringify({ data: fault.data }));
    return;
  }
  const { status, retryAfterSeconds } = fault;
  const retry = retryAfterSeconds === undefined ? {} : { "Retry-After": retryAfterSeconds.toFixed(1) };
  const body =
    status === 401 ? { errors: "[API] Invalid API key or access token (unrecognized login or wrong password)" } : { errors: "Error" };
  response.writeHead(status, { "Content-Type": "application/json", ...retry }).end(JSON.stringify(body));
}
