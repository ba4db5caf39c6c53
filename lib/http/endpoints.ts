import { createAccessKeyBody, accessKeyCreated, accessKeyFilters, accessKeyList } from "@/lib/access/keys/wire";
import { storeFilters, storeList, storeRow, updateStoreBody } from "@/lib/access/stores/wire";
import { generateTokenBody, rotateTokenBody, tokenCreated, tokenFilters, tokenList, tokenRow, updateTokenBody } from "@/lib/access/tokens/wire";
import { createUserBody, updateUserBody, userCreated, userFilters, userList, userRow } from "@/lib/access/users/wire";
import { productDetail, productList, productListQuery } from "@/lib/catalog/wire";
import { eventDetail, eventList, eventListQuery, replayBody, replayed } from "@/lib/events/wire";
import { searchAnswer, searchBody, statsAnswer, statsQuery } from "@/lib/knowledge/wire";
import { batchAnswer, batchBody, eventReceipt, tokenHealth } from "@/lib/integrations/woocommerce/wire";
import { wooEvent } from "@/lib/integrations/woocommerce/event-schema";
import { liveAnswer, readyAnswer } from "@/lib/operations/wire";
import { endpoint, type Endpoint } from "./endpoint";

const admin = { scope: "integrations:manage", isAdminOnly: true } as const;
/** People and keys are managed with all of one's rights or not at all: a narrow key must not make itself a wider friend. */
const everything = { scope: "*" } as const;
const tokens = "/api/v1/integrations/tokens/";
const events = "/api/v1/integrations/woocommerce/events/";
const products = "/api/v1/web-knowledge/products/";
const webhook = "/api/integrations/woocommerce/webhook/";
const webhookErrors = ["body_not_json", "body_invalid", "token_invalid", "token_inactive", "token_expired", "address_not_allowed", "integration_type_wrong", "signature_invalid", "body_too_large", "content_type_wrong", "rate_exceeded", "unavailable"] as const;

export const endpoints = {
  listTokens: endpoint({ method: "GET", path: tokens, tag: "tokens", summary: "Integration tokens", access: admin, query: tokenFilters, status: 200, answer: tokenList }),
  generateToken: endpoint({ method: "POST", path: `${tokens}generate/`, tag: "tokens", summary: "Make a token; its secrets are shown here only", access: admin, body: generateTokenBody, status: 201, answer: tokenCreated, errors: ["integration_type_invalid", "user_not_found", "store_not_found"] }),
  updateToken: endpoint({ method: "PATCH", path: `${tokens}{id}/`, tag: "tokens", summary: "Change a token", access: admin, body: updateTokenBody, status: 200, answer: tokenRow, errors: ["token_not_found"] }),
  rotateToken: endpoint({ method: "POST", path: `${tokens}{id}/rotate/`, tag: "tokens", summary: "New secrets; the old ones work for a grace time", access: admin, body: rotateTokenBody, isBodyOptional: true, status: 200, answer: tokenCreated, errors: ["token_not_found"] }),
  revokeToken: endpoint({ method: "DELETE", path: `${tokens}{id}/`, tag: "tokens", summary: "Stop a token at once; its events stay", access: admin, status: 204, errors: ["token_not_found"] }),

  listUsers: endpoint({ method: "GET", path: "/api/v1/users/", tag: "users", summary: "Accounts", access: { ...everything, isAdminOnly: true }, query: userFilters, status: 200, answer: userList }),
  createUser: endpoint({ method: "POST", path: "/api/v1/users/", tag: "users", summary: "Make an account, or invite somebody to set a password", access: { ...everything, isAdminOnly: true }, body: createUserBody, status: 201, answer: userCreated, errors: ["email_taken"] }),
  updateUser: endpoint({ method: "PATCH", path: "/api/v1/users/{id}/", tag: "users", summary: "Change role or state", access: { ...everything, isAdminOnly: true }, body: updateUserBody, status: 200, answer: userRow, errors: ["user_not_found", "last_admin"] }),

  listAccessKeys: endpoint({ method: "GET", path: "/api/v1/access-keys/", tag: "access keys", summary: "Access keys", access: everything, query: accessKeyFilters, status: 200, answer: accessKeyList }),
  createAccessKey: endpoint({ method: "POST", path: "/api/v1/access-keys/", tag: "access keys", summary: "Make an access key; it is shown here only", access: everything, body: createAccessKeyBody, status: 201, answer: accessKeyCreated, errors: ["user_not_found", "scopes_exceeded"] }),
  revokeAccessKey: endpoint({ method: "DELETE", path: "/api/v1/access-keys/{id}/", tag: "access keys", summary: "Revoke an access key", access: everything, status: 204, errors: ["access_key_not_found"] }),

  listStores: endpoint({ method: "GET", path: "/api/v1/stores/", tag: "stores", summary: "Stores you may see", access: { scope: "any" }, query: storeFilters, status: 200, answer: storeList }),
  showStore: endpoint({ method: "GET", path: "/api/v1/stores/{id}/", tag: "stores", summary: "One store", access: { scope: "any" }, status: 200, answer: storeRow, errors: ["store_not_found"] }),
  updateStore: endpoint({ method: "PATCH", path: "/api/v1/stores/{id}/", tag: "stores", summary: "Change a store", access: { scope: "integrations:manage" }, body: updateStoreBody, status: 200, answer: storeRow, errors: ["store_not_found"] }),

  deliverEvent: endpoint({ method: "POST", path: webhook, tag: "webhook", summary: "Deliver one event", access: null, security: "integrationToken", body: wooEvent, status: 202, answer: eventReceipt, errors: webhookErrors }),
  deliverBatch: endpoint({ method: "POST", path: `${webhook}batch/`, tag: "webhook", summary: "Deliver up to 100 events", access: null, security: "integrationToken", body: batchBody, status: 207, answer: batchAnswer, errors: webhookErrors }),
  tokenHealth: endpoint({ method: "GET", path: "/api/integrations/woocommerce/health/", tag: "webhook", summary: "Whose token this is, and that it works", access: null, security: "integrationToken", status: 200, answer: tokenHealth, errors: ["token_invalid", "token_inactive", "token_expired"] }),

  listEvents: endpoint({ method: "GET", path: events, tag: "events", summary: "Events, newest first", access: { scope: "events:read" }, query: eventListQuery, status: 200, answer: eventList }),
  showEvent: endpoint({ method: "GET", path: `${events}{id}/`, tag: "events", summary: "One event with payload and timeline", access: { scope: "events:read" }, status: 200, answer: eventDetail, errors: ["event_not_found"] }),
  replayEvent: endpoint({ method: "POST", path: `${events}{id}/replay/`, tag: "events", summary: "Run an event again", access: { scope: "integrations:manage" }, status: 202, answer: replayed, errors: ["event_not_found"] }),
  replayEvents: endpoint({ method: "POST", path: `${events}replay/`, tag: "events", summary: "Run every event a filter finds again", access: { scope: "integrations:manage" }, body: replayBody, status: 202, answer: replayed }),

  listProducts: endpoint({ method: "GET", path: products, tag: "products", summary: "Products", access: { scope: "catalog:read" }, query: productListQuery, status: 200, answer: productList }),
  showProduct: endpoint({ method: "GET", path: `${products}{id}/`, tag: "products", summary: "One product with variants and what the AI reads", access: { scope: "catalog:read" }, status: 200, answer: productDetail, errors: ["product_not_found"] }),

  searchKnowledge: endpoint({ method: "POST", path: "/api/v1/knowledge/search/", tag: "knowledge", summary: "Find products; price and stock are today's", access: { scope: "knowledge:search" }, body: searchBody, status: 200, answer: searchAnswer, errors: ["store_not_found"] }),
  knowledgeStats: endpoint({ method: "GET", path: "/api/v1/knowledge/stats/", tag: "knowledge", summary: "Counts, models, cost saved", access: { scope: "knowledge:search" }, query: statsQuery, status: 200, answer: statsAnswer, errors: ["store_not_found"] }),

  live: endpoint({ method: "GET", path: "/api/health/live", tag: "operations", summary: "The process answers", access: null, security: "none", status: 200, answer: liveAnswer }),
  ready: endpoint({ method: "GET", path: "/api/health/ready", tag: "operations", summary: "Database, migrations and queue are well", access: null, security: "none", status: 200, answer: readyAnswer }),
  metrics: endpoint({ method: "GET", path: "/api/metrics", tag: "operations", summary: "Prometheus text", access: null, security: "metricsToken", status: 200, errors: ["metrics_token_invalid"] }),
} as const satisfies Record<string, Endpoint>;
