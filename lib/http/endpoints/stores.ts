import { visibilityBody, visibilityPreview } from "@/lib/access/stores/visibility";
import { newStore, storeFilters, storeList, storeRow, updateStoreBody } from "@/lib/access/stores/wire";
import { driftAnswer } from "@/lib/integrations/digest/wire";
import { setupAnswer } from "@/lib/operations/setup/wire";
import { endpoint, type Endpoint } from "../endpoint";

export const storesEndpoints = {
  listStores: endpoint({
    method: "GET",
    path: "/api/v1/stores/",
    tag: "stores",
    summary: "Stores you may see",
    access: { scope: "any" },
    query: storeFilters,
    status: 200,
    answer: storeList,
  }),
  createStore: endpoint({
    method: "POST",
    path: "/api/v1/stores/",
    tag: "stores",
    summary: "Make a store of your own; connect it afterwards, or make a token for its plugin",
    access: { scope: "integrations:manage" },
    body: newStore,
    status: 201,
    answer: storeRow,
  }),
  showStore: endpoint({
    method: "GET",
    path: "/api/v1/stores/{id}/",
    tag: "stores",
    summary: "One store",
    access: { scope: "any" },
    status: 200,
    answer: storeRow,
    errors: ["store_not_found"],
  }),
  updateStore: endpoint({
    method: "PATCH",
    path: "/api/v1/stores/{id}/",
    tag: "stores",
    summary:
      "Change a store: its name, on or off, what of it the AI may not know (holds from the next search on), and, for administrators, how its new tokens begin",
    access: { scope: "integrations:manage" },
    body: updateStoreBody,
    status: 200,
    answer: storeRow,
    errors: ["store_not_found"],
  }),

  previewVisibility: endpoint({
    method: "POST",
    path: "/api/v1/stores/{id}/ai-visibility/preview/",
    tag: "stores",
    summary:
      "What other rules of visibility would change: how many products the AI would know no more, and how many again. Nothing is saved",
    access: { scope: "catalog:read" },
    body: visibilityBody,
    status: 200,
    answer: visibilityPreview,
    errors: ["store_not_found"],
  }),
  storeSetup: endpoint({
    method: "GET",
    path: "/api/v1/stores/{id}/setup/",
    tag: "stores",
    summary: "How far connecting a store has come: its tokens, its first message, what was refused last and why, its first products",
    access: { scope: "catalog:read" },
    status: 200,
    answer: setupAnswer,
    errors: ["store_not_found"],
  }),
  storeDrift: endpoint({
    method: "GET",
    path: "/api/v1/stores/{id}/drift/",
    tag: "stores",
    summary:
      "How far the hub is from the store as of its last complete comparison, which mends what it can; `waiting`: products that a click is to delete",
    access: { scope: "any" },
    status: 200,
    answer: driftAnswer,
    errors: ["store_not_found"],
  }),
} as const satisfies Record<string, Endpoint>;
