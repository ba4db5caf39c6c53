import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { setTimeout as wait } from "node:timers/promises";
import type { ApiKey } from "./api-key";
import { answerFault, tooManyRequests, WARNINGS, type RawAnswer } from "./answer-fault";
import { answerRest } from "./answer-rest";
import { Authenticator } from "./authenticate";
import { Catalogue, type Term } from "./catalogue";
import { answerControl } from "./control";
import { Faults, type Fault } from "./faults";
import { MADE_TERMS } from "./made-words";
import { parseQuery } from "./php-query";
import type { ProductRow } from "./product-row";
import { renderProduct } from "./render-product";
import { RequestLog, type LoggedRequest } from "./request-log";
import { invalidProduct } from "./rest-error";
import type { Shop } from "./shop";
import { ShopActions } from "./shop-actions";
import { ShopClock } from "./shop-clock";
import { DEFAULT_SETTINGS, type ShopSettings } from "./shop-settings";
import { Webhooks } from "./webhooks";

export type WooShopOptions = Partial<ShopSettings> & {
  /** As from `makeProducts`; copied, so that several shops may start from the same rows. */
  products?: readonly ProductRow[];
  /** Categories, tags and brands beside those of `makeProducts`. */
  terms?: readonly Term[];
  port?: number;
  latencyMs?: number;
  skewMs?: number;
  autoDeliverAfterMs?: number;
  beforeAnswer?: Faults["beforeAnswer"];
  consumerKey?: string;
  consumerSecret?: string;
  /** More keys, for instance read-only ones. */
  keys?: readonly ApiKey[];
  /** Opens /_fake/… to whoever reaches the port; meant for `serve.ts`. */
  isControllable?: boolean;
};
export type WooShop = Shop & {
  url: string;
  consumerKey: string;
  consumerSecret: string;
  actions: ShopActions;
  /** Products, webhooks, faults, log and clock as at the start; settings stay. */
  reset(products?: readonly ProductRow[]): void;
  stop(): Promise<void>;
};

const CONSUMER_KEY = "ck_fa4e000000000000000000000000000000000001";
const CONSUMER_SECRET = "cs_fa4e000000000000000000000000000000000002";

/** Opens a shop on a free port of 127.0.0.1. Stop it, or the process stays. */
export async function startWooShop(options: WooShopOptions = {}): Promise<WooShop> {
  const { consumerKey = CONSUMER_KEY, consumerSecret = CONSUMER_SECRET, products = [], skewMs = 0 } = options;
  const terms = [...MADE_TERMS, ...(options.terms ?? [])];
  const faults = new Faults();
  const start = { latencyMs: options.latencyMs ?? 0, beforeAnswer: options.beforeAnswer ?? null };
  Object.assign(faults, start);
  const settings: ShopSettings = { ...DEFAULT_SETTINGS, siteUrl: "", ...pickSettings(options) };
  const clock = new ShopClock(skewMs);
  const webhooks = new Webhooks({ clock, settings, read: (id) => readProduct(shop, id) });
  webhooks.autoDeliverAfterMs = options.autoDeliverAfterMs ?? null;
  const shop: Shop = {
    settings,
    clock,
    catalogue: new Catalogue(products, terms),
    webhooks,
    faults,
    requests: new RequestLog(),
    keys: [{ consumerKey, consumerSecret, permissions: "read_write" }, ...(options.keys ?? [])],
  };
  const reset = (again: readonly ProductRow[] = products) => {
    shop.catalogue.load(again, terms);
    webhooks.reset();
    faults.clear();
    Object.assign(faults, start);
    shop.requests.clear();
    shop.clock.run();
    shop.clock.skewMs = skewMs;
  };

  const server = createServer(new FrontDesk(shop, options.isControllable ? { actions: new ShopActions(shop), reset } : null).serve);
  // A stopped test or a bench must not wait for idle connections; clients that keep them alive are served well beyond a page's time.
  server.keepAliveTimeout = 30_000;
  await listen(server, options.port ?? 0);
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  shop.settings.siteUrl ||= url;
  const stop = async () => {
    await webhooks.stop();
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
  };
  return { ...shop, url, consumerKey, consumerSecret, actions: new ShopActions(shop), reset, stop };
}

function readProduct(shop: Shop, id: number): unknown {
  const row = shop.catalogue.get(id);
  return row ? renderProduct(shop, row) : invalidProduct(404).body();
}

const listen = (server: Server, port: number): Promise<void> =>
  new Promise((resolve, reject) => server.once("error", reject).listen(port, "127.0.0.1", resolve));

function pickSettings(options: WooShopOptions): Partial<ShopSettings> {
  const names = Object.keys(DEFAULT_SETTINGS) as (keyof typeof DEFAULT_SETTINGS)[];
  return Object.fromEntries(
    [...names, "siteUrl" as const].filter((name) => options[name] !== undefined).map((name) => [name, options[name]]),
  );
}

type Control = { actions: ShopActions; reset: (products?: readonly ProductRow[]) => void };

/** Takes requests in, lets faults and limits have their way, and sends what the shop answers. */
class FrontDesk {
  #shop: Shop;
  #control: Control | null;
  #authenticator = new Authenticator();

  constructor(shop: Shop, control: Control | null) {
    this.#shop = shop;
    this.#control = control;
  }

  readonly serve = (message: IncomingMessage, response: ServerResponse): void => {
    this.#serve(message, response).catch((error: unknown) => {
      if (response.headersSent) response.destroy();
      else response.writeHead(500, { "Content-Type": "text/plain" }).end(`The fake shop failed: ${String(error)}`);
    });
  };

  async #serve(message: IncomingMessage, response: ServerResponse): Promise<void> {
    const { method = "GET", url = "/", headers } = message;
    const [path = "/", search = ""] = url.split(/\?(.*)/s);
    const bodyText = await readText(message);
    if (this.#control && path.startsWith("/_fake/")) {
      return this.#send(response, method, answerControl(this.#shop, this.#control, method, path, bodyText));
    }
    const query = parseQuery(search);
    const { requests, faults, settings } = this.#shop;
    const logged = requests.begin(method, path, query);
    try {
      const retryAfterSeconds = faults.limit(requests.concurrent);
      if (retryAfterSeconds !== null) return this.#send(response, method, tooManyRequests(retryAfterSeconds));
      const fault = faults.take(method, url);
      if (fault?.kind === "hang") return await untilGone(message, response);
      await this.#think(logged);
      const instead = fault && answerFault(fault, settings.siteUrl);
      const answer = instead ?? (await answerRest(this.#shop, this.#authenticator, { method, path, query, headers, bodyText }));
      this.#sendWith(fault, response, method, answer);
    } finally {
      requests.end();
    }
  }

  async #think(logged: LoggedRequest): Promise<void> {
    const { latencyMs, beforeAnswer } = this.#shop.faults;
    if (latencyMs > 0) await wait(latencyMs);
    await beforeAnswer?.(logged);
  }

  #sendWith(fault: Fault | null, response: ServerResponse, method: string, answer: RawAnswer): void {
    if (fault?.kind === "warnings") return this.#send(response, method, { ...answer, body: WARNINGS + answer.body });
    if (fault?.mangle) return this.#send(response, method, { ...answer, body: fault.mangle(answer.body) });
    if (fault?.kind === "no-total") {
      const headers = Object.fromEntries(Object.entries(answer.headers).filter(([name]) => !/^x-wp-total/i.test(name)));
      return this.#send(response, method, { ...answer, headers });
    }
    if (fault?.kind !== "cut") return this.#send(response, method, answer);
    const { headers, status, body } = answer;
    response.writeHead(status, { ...this.#always(), ...headers, "Content-Length": String(Buffer.byteLength(body)) });
    response.write(body.slice(0, Math.ceil(body.length / 2)), () => response.destroy());
  }

  #send(response: ServerResponse, method: string, { status, headers, body }: RawAnswer): void {
    response.writeHead(status, { ...this.#always(), ...headers });
    response.end(method === "HEAD" ? undefined : body);
  }

  #always = () => ({ Server: "nginx/1.22.1", Date: new Date(this.#shop.clock.now()).toUTCString() });
}

async function readText(message: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of message) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks).toString("utf8");
}

/** Holds the request without a word until the client, or the end of the shop, closes the connection. */
const untilGone = (message: IncomingMessage, response: ServerResponse): Promise<void> =>
  new Promise((resolve) => {
    if (message.socket.destroyed) resolve();
    response.once("close", resolve);
  });
