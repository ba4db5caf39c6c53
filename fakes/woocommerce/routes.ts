import { batchProducts, batchVariations } from "./batch-routes";
import { listAllVariations, listProducts, listVariations } from "./list-products";
import { createProduct, deleteProduct, showProduct, updateProduct } from "./product-routes";
import type { Answer, RestRequest } from "./rest-request";
import type { Shop } from "./shop";
import { showCurrency, showCurrencySetting, showIndex, showSystemStatus, updateCurrencySetting } from "./store-routes";
import { createVariation, deleteVariation, showVariation, updateVariation } from "./variation-routes";
import { createWebhook, deleteWebhook, listWebhooks, showWebhook, updateWebhook } from "./webhook-routes";

export type Handler = (shop: Shop, request: RestRequest) => Answer | Promise<Answer>;
type Route = { path: RegExp; isOpen?: boolean; methods: Record<string, Handler> };

const writes = (handler: Handler): Record<string, Handler> => ({ POST: handler, PUT: handler, PATCH: handler });

/** All this shop serves; each method not named is rest_no_route, as in the real one. */
const ROUTES: Route[] = [
  { path: /^$/, isOpen: true, methods: { GET: showIndex } },
  { path: /^\/wc\/v3\/products$/, methods: { GET: listProducts, POST: createProduct } },
  { path: /^\/wc\/v3\/products\/batch$/, methods: writes(batchProducts) },
  { path: /^\/wc\/v3\/products\/(\d+)$/, methods: { GET: showProduct, ...writes(updateProduct), DELETE: deleteProduct } },
  { path: /^\/wc\/v3\/products\/(\d+)\/variations$/, methods: { GET: listVariations, POST: createVariation } },
  { path: /^\/wc\/v3\/products\/(\d+)\/variations\/batch$/, methods: writes(batchVariations) },
  {
    path: /^\/wc\/v3\/products\/(\d+)\/variations\/(\d+)$/,
    methods: { GET: showVariation, ...writes(updateVariation), DELETE: deleteVariation },
  },
  { path: /^\/wc-analytics\/variations$/, methods: { GET: listAllVariations } },
  { path: /^\/wc\/v3\/data\/currencies\/current$/, methods: { GET: showCurrency } },
  {
    path: /^\/wc\/v3\/settings\/general\/woocommerce_currency$/,
    methods: { GET: showCurrencySetting, ...writes(updateCurrencySetting) },
  },
  { path: /^\/wc\/v3\/system_status$/, methods: { GET: showSystemStatus } },
  { path: /^\/wc\/v3\/webhooks$/, methods: { GET: listWebhooks, POST: createWebhook } },
  { path: /^\/wc\/v3\/webhooks\/(\d+)$/, methods: { GET: showWebhook, ...writes(updateWebhook), DELETE: deleteWebhook } },
];

export type FoundRoute = { handler: Handler; ids: number[]; isOpen: boolean; allow: string };

export function findRoute(method: string, route: string): FoundRoute | null {
  for (const { path, methods, isOpen = false } of ROUTES) {
    const found = path.exec(route);
    const handler = methods[method === "HEAD" ? "GET" : method];
    if (found && handler) return { handler, ids: found.slice(1).map(Number), isOpen, allow: Object.keys(methods).join(", ") };
  }
  return null;
}
