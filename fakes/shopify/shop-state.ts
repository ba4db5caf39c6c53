import type { FakeProduct } from "./catalogue";

export type FakeSubscription = {
  id: string;
  topic: string;
  uri: string;
  format: string;
  includeFields: string[];
  filter: string | null;
  createdAt: number;
  /** In a row; at eight it is removed. */
  failures: number;
};

export type FakeBulk = {
  id: string;
  query: string;
  isGrouped: boolean;
  status: "CREATED" | "RUNNING" | "COMPLETED" | "FAILED" | "CANCELED" | "CANCELING" | "EXPIRED";
  errorCode: string | null;
  createdAt: number;
  completedAt: number | null;
  lines: string[];
  rootObjects: number;
  /** How often it is still looked at before it is done. */
  looksLeft: number;
};

/** How the next bulk operations end. `partialLines`: how much of the file there is all the same. */
export type BulkFault = { errorCode: "ACCESS_DENIED" | "INTERNAL_SERVER_ERROR" | "TIMEOUT"; partialLines?: number };

/** Everything one fake shop knows, shared by its parts. */
export type ShopState = {
  shopDomain: string;
  name: string;
  currency: string;
  /** By id, ascending. */
  products: Map<string, FakeProduct>;
  subscriptions: Map<string, FakeSubscription>;
  bulks: Map<string, FakeBulk>;
  bulkFaults: BulkFault[];
  bulkLimit: number;
  looksPerBulk: number;
  scopes: Set<string>;
  /** Milliseconds on the shop's clock. */
  clock: () => number;
  nextId: () => string;
  origin: () => string;
  /** Set where the parts are put together: bulk operations run the same queries as everybody. */
  runBulk: (query: string, isGrouped: boolean) => { lines: string[]; rootObjects: number };
  /** Objects of one listing that may be paged through. */
  pagingCap: number;
};

export const sortedProducts = (state: ShopState): FakeProduct[] =>
  [...state.products.values()].sort((a, b) => (BigInt(a.id) < BigInt(b.id) ? -1 : 1));
