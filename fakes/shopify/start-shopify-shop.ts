import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import type { FakeProduct } from "./catalogue";
import { DeliveryDesk } from "./delivery-desk";
import { FaultQueue, type Fault } from "./faults";
import { LeakyBucket } from "./leaky-bucket";
import { OAuthDesk } from "./oauth";
import { createListener, type Hooks, type LoggedRequest } from "./listener";
import { merchantOf } from "./merchant";
import { runBulkQuery } from "./run-bulk-query";
import type { BulkFault, ShopState } from "./shop-state";

export type ShopOptions = {
  products?: FakeProduct[];
  shopDomain?: string;
  accessToken?: string;
  clientId?: string;
  clientSecret?: string;
  currency?: string;
  /** Others answer 404. */
  apiVersion?: string;
  scopes?: string[];
  /** Points. Standard plan: 2,000 and 100 a second; 1,000 and 50 is the old one. */
  bucket?: { maximum: number; restoreRate: number };
  /** Bulk operations at once. */
  bulkLimit?: number;
  /** How often a bulk operation says CREATED or RUNNING. */
  looksPerBulk?: number;
  pagingCap?: number;
  latencyMs?: number;
  /** Milliseconds since 1970; the machine's clock when absent. */
  clock?: () => number;
  /** The shop's clock runs ahead of `clock` by this. */
  clockSkewMs?: number;
  /** 0: any free port. */
  port?: number;
};

export type ShopifyShop = Awaited<ReturnType<typeof startShopifyShop>>;

/** A Shopify shop on a loopback port, in memory. See README.md for what it is not. */
export async function startShopifyShop(options: ShopOptions = {}) {
  const { clientId = "client-id", clientSecret = "hush", accessToken = "shpat_test", apiVersion = "2026-10", latencyMs = 0 } = options;
  const machineClock = options.clock ?? Date.now;
  const skewMs = options.clockSkewMs ?? 0;
  let lastId = 1_000_000;
  let origin = "";
  const state: ShopState = {
    shopDomain: options.shopDomain ?? "fake-shop.myshopify.com",
    name: "Fake shop",
    currency: options.currency ?? "USD",
    products: new Map((options.products ?? []).map((product) => [product.id, product])),
    subscriptions: new Map(),
    bulks: new Map(),
    bulkFaults: [],
    bulkLimit: options.bulkLimit ?? 5,
    looksPerBulk: options.looksPerBulk ?? 2,
    scopes: new Set(options.scopes ?? ["read_products", "read_inventory"]),
    clock: () => machineClock() + skewMs,
    nextId: () => String((lastId += 1)),
    origin: () => origin,
    runBulk: (query, isGrouped) => runBulkQuery(state, query, isGrouped),
    pagingCap: options.pagingCap ?? 25_000,
  };
  const { maximum, restoreRate } = options.bucket ?? { maximum: 2_000, restoreRate: 100 };
  const bucket = new LeakyBucket({ maximum, restoreRate, clock: state.clock });
  const faults = new FaultQueue();
  const app = { clientId, clientSecret };
  const oauth = new OAuthDesk(state, app, accessToken);
  const desk = new DeliveryDesk(state, app, apiVersion);
  const requests: LoggedRequest[] = [];
  const hooks: Hooks = {};
  const server = createServer(createListener({ state, bucket, faults, oauth, apiVersion, latencyMs, requests, hooks }));
  await new Promise<void>((resolve) => server.listen(options.port ?? 0, "127.0.0.1", resolve));
  origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;

  return {
    origin,
    shopDomain: state.shopDomain,
    app,
    accessToken,
    state,
    bucket,
    oauth,
    webhooks: desk,
    requests,
    hooks,
    /** What a merchant does; announces it to the subscribers (send with `webhooks.deliver()`). */
    merchant: merchantOf(state, desk),
    failNext: (fault: Fault, times = 1) => faults.add(fault, times),
    endFaults(): void {
      faults.clear();
      state.bulkFaults.length = 0;
    },
    failNextBulk: (fault: BulkFault) => state.bulkFaults.push(fault),
    expireBulk(id: string): void {
      const bulk = state.bulks.get(id);
      if (bulk) bulk.status = "EXPIRED";
    },
    revoke: (token: string = accessToken) => oauth.tokens.delete(token),
    stop: () =>
      new Promise<void>((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}
