import { createServer } from "node:http";
import type { IncomingHttpHeaders } from "node:http";
import type { AddressInfo } from "node:net";
import { onTestFinished } from "vitest";
import { startWooShop, type WooShop, type WooShopOptions } from "./start-woo-shop";

/** A shop that closes with the test. */
export async function openShop(options: WooShopOptions = {}): Promise<WooShop> {
  const shop = await startWooShop(options);
  onTestFinished(() => shop.stop());
  return shop;
}

export type Received = { headers: IncomingHttpHeaders; body: string };

/** An endpoint that keeps what it gets and answers what it is told to: a number, or one for each delivery. */
export async function openEndpoint(answer: (received: Received) => number = () => 200): Promise<{ url: string; received: Received[] }> {
  const received: Received[] = [];
  const server = createServer((message, response) => {
    let body = "";
    message.setEncoding("utf8").on("data", (chunk: string) => (body += chunk));
    message.on("end", () => {
      const one = { headers: message.headers, body };
      received.push(one);
      response.writeHead(answer(one)).end();
    });
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/hook`, received };
}
