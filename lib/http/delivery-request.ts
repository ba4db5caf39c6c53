import type { IncomingMessage } from "node:http";
import { AppError } from "@/lib/core/errors";
import { readBody } from "./read-body";
import { requestContext, type RequestContext } from "./request-context";

/**
 * What the webhook needs of a request, whichever way it came: through Next's router as a web Request, or straight from
 * node:http (fast-lane.ts).
 */
export type DeliveryRequest = {
  headers: Pick<Headers, "get">;
  headerNames: () => Iterable<string>;
  /** @throws AppError body_too_large, body_not_json (the sender went away) */
  readBody: (maxBytes: number) => Promise<Buffer>;
  context: RequestContext;
};

export function ofWebRequest(request: Request): DeliveryRequest {
  return {
    headers: request.headers,
    headerNames: () => request.headers.keys(),
    readBody: (maxBytes) => readBody(request, maxBytes),
    context: requestContext(),
  };
}

export function ofIncomingMessage(message: IncomingMessage, context: RequestContext): DeliveryRequest {
  return {
    headers: {
      get(name) {
        const value = message.headers[name];
        return value === undefined ? null : Array.isArray(value) ? value.join(", ") : value;
      },
    },
    headerNames: () => Object.keys(message.headers),
    readBody: (maxBytes) => readMessage(message, maxBytes),
    context,
  };
}

const tooLarge = () => new AppError("body_too_large", { headers: { connection: "close" } });

/** Refused by its announced length, or at the first byte too many; the rest is not read. */
function readMessage(message: IncomingMessage, maxBytes: number): Promise<Buffer> {
  return new Promise((resolve, reject) => {
    if (Number(message.headers["content-length"] ?? 0) > maxBytes) return reject(tooLarge());
    const chunks: Buffer[] = [];
    let size = 0;
    message.on("data", (chunk: Buffer) => {
      size += chunk.length;
      if (size > maxBytes) {
        message.pause();
        message.removeAllListeners("data");
        return reject(tooLarge());
      }
      chunks.push(chunk);
    });
    message.on("end", () => resolve(chunks.length === 1 && chunks[0] ? chunks[0] : Buffer.concat(chunks, size)));
    const gone = () => reject(new AppError("body_not_json"));
    message.on("error", gone);
    message.on("aborted", gone);
  });
}
