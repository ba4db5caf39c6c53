import { createServer, request as nodeRequest, type IncomingHttpHeaders } from "node:http";
import type { AddressInfo } from "node:net";
import { endpoints } from "@/lib/http/endpoints";
import { fastLanes } from "@/lib/http/fast-lane";
import { call, type Call } from "./call-endpoint";
import type { TestRuntime } from "./test-runtime";

export type Answer = { status: number; headers: Headers; body: Record<string, unknown> };
export type Send = (runtime: TestRuntime, options: Call, isBatch?: boolean) => Promise<Answer>;

const throughRoute: Send = async (_, options, isBatch) => {
  const answer = await call(isBatch ? endpoints.deliverBatch : endpoints.deliverEvent, options);
  return { status: answer.status, headers: answer.headers, body: (await answer.json()) as Record<string, unknown> };
};

/** As scripts/server.mjs does it, with a real socket. */
const throughFastLane: Send = async (runtime, { body, headers = {}, address }, isBatch) => {
  const path = `/api/integrations/woocommerce/webhook${isBatch ? "/batch" : ""}`;
  const server = createServer((message, response) =>
    fastLanes(runtime).get(message.url ?? "")?.(message, response, {
      requestId: "request-of-a-test",
      socketAddress: address ?? "198.51.100.1",
    }),
  );
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  try {
    return await new Promise<Answer>((resolve, reject) => {
      const sent = nodeRequest(
        { port: (server.address() as AddressInfo).port, path, method: "POST", headers: { "content-type": "application/json", ...headers } },
        (answer) => {
          const chunks: Buffer[] = [];
          answer.on("data", (chunk: Buffer) => chunks.push(chunk));
          answer.on("end", () =>
            resolve({
              status: answer.statusCode ?? 0,
              headers: asHeaders(answer.headers),
              body: JSON.parse(Buffer.concat(chunks).toString("utf8")) as Record<string, unknown>,
            }),
          );
        },
      );
      // A refused upload may be cut while it is still on its way; what was answered counts.
      sent.on("error", (error: NodeJS.ErrnoException) => void (error.code === "EPIPE" || error.code === "ECONNRESET" || reject(error)));
      sent.end(body instanceof Uint8Array || typeof body === "string" ? body : JSON.stringify(body));
    });
  } finally {
    server.closeAllConnections();
    server.close();
  }
};
const asHeaders = (headers: IncomingHttpHeaders) =>
  new Headers(Object.entries(headers).map(([name, value]): [string, string] => [name, String(value)]));

/** A delivery comes in two ways, which must not differ. */
export const ways: [name: string, send: Send][] = [
  ["the route", throughRoute],
  ["the fast lane", throughFastLane],
];

let events = 0;
/** Always of one length: some tests count bytes. */
const nextId = () => `wc_${String(++events).padStart(6, "0")}`;
export const anEvent = (given: Record<string, unknown> = {}) => ({
  event_id: nextId(),
  event_type: "product.updated",
  product: { id: 414, name: "کفش" },
  ...given,
});

/** An event as text, with what no object can say in its product. */
export const anEventText = (product: string): string =>
  `{"event_id":"${nextId()}","event_type":"product.updated","product":{"id":1,${product}}}`;
