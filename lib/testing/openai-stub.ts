import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";

/** A local server in OpenAI's place, for tests: answers as told and keeps what it was asked. */
export async function openAiStub(answer: (request: StubRequest, response: ServerResponse) => void) {
  const requests: StubRequest[] = [];
  const server = createServer(async (incoming, response) => {
    const request = { headers: incoming.headers, path: incoming.url ?? "", body: JSON.parse(await textOf(incoming)) };
    requests.push(request);
    answer(request, response);
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const close = () =>
    new Promise<void>((resolve) => {
      server.close(() => resolve());
      server.closeAllConnections();
    });
  const baseUrl = `http://127.0.0.1:${(server.address() as AddressInfo).port}/v1`;
  return { baseUrl, requests, [Symbol.asyncDispose]: close };
}

export type StubRequest = { headers: IncomingMessage["headers"]; path: string; body: Record<string, unknown> };

export function sendJson(response: ServerResponse, body: unknown, status = 200, headers: Record<string, string> = {}): void {
  response.writeHead(status, { "content-type": "application/json", ...headers }).end(JSON.stringify(body));
}

async function textOf(incoming: IncomingMessage): Promise<string> {
  const parts: Buffer[] = [];
  for await (const part of incoming) parts.push(part as Buffer);
  return Buffer.concat(parts).toString();
}
