import { createShopifyClient, type ShopifyClient } from "@/lib/integrations/shopify/client";
import { plainFetch, plainFetchStream } from "./plain-fetch";
import { startShopifyShop, type ShopOptions, type ShopifyShop } from "./start-shopify-shop";

/** A clock that moves when somebody waits: shop and client share it, so points come back without a second passing. */
export function createManualClock(start = Date.parse("2026-11-01T09:00:00Z")) {
  let nowMs = start;
  const waits: number[] = [];
  return {
    waits,
    nowMs: () => nowMs,
    now: () => new Date(nowMs),
    wait: (ms: number) => {
      waits.push(ms);
      nowMs += ms;
      return Promise.resolve();
    },
  };
}
export type ManualClock = ReturnType<typeof createManualClock>;

export type Connected = {
  shop: ShopifyShop;
  client: ShopifyClient;
  clock: ManualClock;
  fetchStream: typeof plainFetchStream;
  stop: () => Promise<void>;
};

/** The fake and our client of it, over real HTTP. The only file here that knows the product. */
export async function connectClient(
  options: ShopOptions = {},
  ours: { accessToken?: string; maxWaitMs?: number } = {},
): Promise<Connected> {
  const clock = createManualClock();
  const shop = await startShopifyShop({ clock: clock.nowMs, ...options });
  const client = createShopifyClient(
    { fetch: plainFetch, now: clock.now, wait: clock.wait },
    {
      shopDomain: shop.shopDomain,
      accessToken: ours.accessToken ?? shop.accessToken,
      developmentBaseUrl: shop.origin,
      ...(ours.maxWaitMs !== undefined && { maxWaitMs: ours.maxWaitMs }),
    },
  );
  return { shop, client, clock, fetchStream: plainFetchStream, stop: shop.stop };
}
