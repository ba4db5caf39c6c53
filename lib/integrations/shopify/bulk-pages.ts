import type { SourceItem, SourcePage } from "@/lib/integrations/pull/source";
import { readBulkCursor, writeBulkCursor } from "./bulk-cursor";
import { cancelBulk } from "./bulk-operation";
import { bulkProducts } from "./bulk-products";
import type { ShopifyClient } from "./client";
import type { ShopifyProductJson } from "./fetch-product";
import { ShopifyError } from "./shopify-error";
import type { Clock, ShopifyFetchStream } from "./transport";

/** As long as somebody else's operations have all places. */
const MAX_BUSY_MS = 10 * 60_000;
/** Shopify itself gives up after ten days. In this time pages bring some 100,000 products. */
const MAX_OPERATION_MS = 6 * 3_600_000;

type Asked = Clock & {
  fetchStream: ShopifyFetchStream;
  drawSeq: () => Promise<bigint>;
  itemsOf: (products: ShopifyProductJson[], seq: bigint) => SourceItem[];
  batchSize?: number | undefined;
};

/**
 * A whole listing out of a bulk operation, to be gone on with from any page's place, in any process. What is started and
 * not kept any more (the process died before its id was) reads on at Shopify and is never looked at again.
 * @returns null: this was the whole shop; else why the listing is to be begun anew, by pages
 * @throws ShopifyError what says nothing of bulk operations: the shop does not answer, its token is refused
 */
export async function* bulkPages(
  client: ShopifyClient,
  { fetchStream, now, wait, drawSeq, itemsOf, batchSize }: Asked,
  from: { offset: number; after: string | null },
): AsyncGenerator<Omit<SourcePage, "total">, ShopifyError | null> {
  const kept = readBulkCursor(from.after);
  const askedAtMs = kept?.askedAtMs ?? now().getTime();
  let operationId = kept?.operationId ?? null;
  // Between a refusal for want of a place and the next try events go on arriving: the first sequence stays true of both.
  const seq = kept?.seq ?? (await drawSeq());
  const passedMs = () => now().getTime() - askedAtMs;
  const placeAt = (offset: number) => ({ offset, after: writeBulkCursor({ seq, askedAtMs, operationId }), shopTime: null });
  try {
    const steps = bulkProducts(
      client,
      { fetchStream, now, wait },
      {
        ...(operationId !== null && { operationId }),
        ...(batchSize !== undefined && { batchSize }),
        skip: from.offset,
        maxBusyMs: MAX_BUSY_MS - passedMs(),
      },
    );
    for await (const step of steps) {
      if (step.kind !== "busy") ({ operationId } = step);
      switch (step.kind) {
        case "busy":
        case "waiting":
          if (passedMs() > MAX_OPERATION_MS) throw new ShopifyError("bulk_failed", { detail: "it takes too long" });
          yield { items: [], ...placeAt(from.offset), isLast: false, isWaiting: true };
          break;
        case "products":
          yield { items: itemsOf(step.products, seq), ...placeAt(step.done), isLast: false };
          break;
        case "complete":
          yield { items: [], ...placeAt(step.total), isLast: true };
      }
    }
    return null;
  } catch (error) {
    if (!(error instanceof ShopifyError) || !isOfBulk(error)) throw error;
    if (operationId !== null) await abandonBulk(client, operationId);
    return error;
  }
}

/** Rights that pages do without, a query Shopify does not take, a file nobody may fetch: were it the shop, its pages will say so too. */
const isOfBulk = ({ problem }: ShopifyError): boolean =>
  problem.startsWith("bulk_") || ["query_refused", "scope_missing", "address_blocked", "tls", "too_large"].includes(problem);

/** As far as Shopify lets itself be told; what goes on there costs nobody anything. */
export async function abandonBulk(client: ShopifyClient, operationId: string): Promise<void> {
  await cancelBulk(client, operationId).catch((error: unknown) => {
    if (!(error instanceof ShopifyError)) throw error;
  });
}
