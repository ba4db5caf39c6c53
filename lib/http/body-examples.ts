import type { endpoints } from "./endpoints";

/** Where a made-up example would say too little, or ask for too much. A test keeps them to what their endpoint takes. */
const product = {
  id: 4711,
  name: "Linen shirt",
  sku: "LINEN-42",
  price: "850000",
  currency: "IRT",
  stock_quantity: 12,
  stock_status: "instock",
  categories: ["Shirts"],
  status: "publish",
  date_modified: "2025-11-10T09:30:00Z",
};

export const bodyExamples: Partial<Record<keyof typeof endpoints, object>> = {
  deliverEvent: { event_id: "4711-1762767000", event_type: "product.updated", product },
  deliverBatch: { events: [{ event_id: "4711-1762767000", event_type: "product.updated", product }] },
  deliverDigest: {
    products: [{ id: 4711, modified: "2025-11-10T09:30:00Z", hash: "0123456789abcdef0123456789abcdef" }],
    page: 1,
    pages: 1,
  },
  generateToken: { integration_type: "woocommerce", name: "Main shop" },
  createAccessKey: { name: "Reporting", scopes: ["catalog:read"] },
  replayEvents: { filter: { status: "failed" } },
  searchKnowledge: { query: "a light summer shirt", limit: 5 },
  syncWooCommerce: { mode: "incremental" },
  syncWooCommerceUnderApi: { mode: "incremental" },
  syncShopify: { mode: "incremental" },
  syncShopifyUnderApi: { mode: "incremental" },
  updateStore: { name: "Main shop" },
  updateToken: { rate_per_minute: 600, rate_burst: 200 },
  updateUser: { is_active: false },
};
