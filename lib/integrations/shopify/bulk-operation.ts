import { z } from "zod";
import type { ShopifyClient } from "./client";
import { productFilter } from "./product-cursor";
import { BULK_CANCEL, BULK_START, BULK_STATE, bulkProductsQuery } from "./queries";
import { ShopifyError } from "./shopify-error";

/** UnsignedInt64 comes as text. */
const count = z.union([z.string().regex(/^\d{1,15}$/), z.number()]).transform(Number);

const operation = z.object({
  id: z.string(),
  status: z.string(),
  errorCode: z.string().nullish(),
  objectCount: count,
  rootObjectCount: count,
  url: z.string().nullish(),
  partialDataUrl: z.string().nullish(),
});
export type BulkState =
  | { kind: "running"; operationId: string; objects: number }
  /** `url` is null when there was nothing to find. It and the file live for seven days. */
  | { kind: "completed"; operationId: string; url: string | null; products: number; objects: number };

const started = z.object({
  bulkOperationRunQuery: z.object({
    bulkOperation: z.object({ id: z.string() }).nullable(),
    userErrors: z.array(z.object({ code: z.string().nullish(), message: z.string() })),
  }),
});
/** Since 2026-01 an app may run five at a time in a shop, before that one. Which code stands for which is not documented. */
const BUSY = ["OPERATION_IN_PROGRESS", "LIMIT_REACHED"];

/**
 * Starts reading all products, and answers the operation's id: to be kept, with the sequence drawn before this call.
 * An operation found running is never taken over: what it reads may be older than events that have arrived since.
 * @throws ShopifyError bulk_busy: no place is free
 */
export async function startBulk(client: ShopifyClient, { updatedAfter = null }: { updatedAfter?: Date | null } = {}): Promise<string> {
  const query = bulkProductsQuery(productFilter({ updatedAfter }));
  const { data } = await client.request(BULK_START, { answer: started, variables: { query } });
  const { bulkOperation, userErrors } = data.bulkOperationRunQuery;
  const [error] = userErrors;
  if (bulkOperation && !error) return bulkOperation.id;
  const isBusy = userErrors.some(({ code, message }) => BUSY.includes(code ?? "") || /already in progress/i.test(message));
  throw new ShopifyError(isBusy ? "bulk_busy" : "query_refused", { code: error?.code ?? null, detail: error?.message ?? "no operation" });
}

/** @throws ShopifyError bulk_failed, bulk_canceled, bulk_expired, scope_missing */
export async function checkBulk(client: ShopifyClient, operationId: string, signal?: AbortSignal): Promise<BulkState> {
  const answer = z.object({ bulkOperation: operation.nullable() });
  const { data } = await client.request(BULK_STATE, { answer, variables: { id: operationId }, ...(signal && { signal }) });
  const found = data.bulkOperation;
  if (found === null) throw new ShopifyError("bulk_expired", { detail: "Shopify knows no such operation" });
  const partialDataUrl = found.partialDataUrl ?? null;
  switch (found.status) {
    case "COMPLETED":
      return { kind: "completed", operationId, url: found.url ?? null, products: found.rootObjectCount, objects: found.objectCount };
    case "FAILED":
      throw new ShopifyError(found.errorCode === "ACCESS_DENIED" ? "scope_missing" : "bulk_failed", {
        code: found.errorCode ?? null,
        // Shopify: "might be intermittent"; a timeout wants a smaller question, or pages.
        isPassing: found.errorCode === "INTERNAL_SERVER_ERROR",
        partialDataUrl,
      });
    case "CANCELED":
    case "CANCELING":
      throw new ShopifyError("bulk_canceled", { partialDataUrl });
    case "EXPIRED":
      throw new ShopifyError("bulk_expired");
    default:
      return { kind: "running", operationId, objects: found.objectCount };
  }
}

const CANCEL_TIMEOUT_MS = 10_000;

/** Tells Shopify that nobody waits for it any more. One that is over stays as it is. @throws ShopifyError */
export async function cancelBulk(client: ShopifyClient, operationId: string): Promise<void> {
  const signal = AbortSignal.timeout(CANCEL_TIMEOUT_MS);
  await client.request(BULK_CANCEL, { answer: z.object({ bulkOperationCancel: z.unknown() }), variables: { id: operationId }, signal });
}
