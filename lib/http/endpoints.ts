import { accessEndpoints } from "./endpoints/access";
import { catalogEndpoints } from "./endpoints/catalog";
import { eventsEndpoints } from "./endpoints/events";
import { knowledgeEndpoints } from "./endpoints/knowledge";
import { operationsEndpoints as allOperationsEndpoints } from "./endpoints/operations";
import { storesEndpoints } from "./endpoints/stores";
import { syncEndpoints } from "./endpoints/sync";
import { webhooksEndpoints } from "./endpoints/webhooks";
import type { Endpoint } from "./endpoint";

const { jump, ...operationsEndpoints } = allOperationsEndpoints;

/** Every endpoint, in the order in which the API's page and /api/openapi.json tell them. */
export const endpoints = {
  ...accessEndpoints,
  jump,
  ...storesEndpoints,
  ...webhooksEndpoints,
  ...syncEndpoints,
  ...eventsEndpoints,
  ...catalogEndpoints,
  ...knowledgeEndpoints,
  ...operationsEndpoints,
} as const satisfies Record<string, Endpoint>;
