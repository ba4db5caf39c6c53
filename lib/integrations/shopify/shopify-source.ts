import type { ListedFacts, PullSource, SourceItem, SourcePage } from "@/lib/integrations/pull/source";
import type { OpenConnection } from "@/lib/sync/connections/connection";
import { readBulkCursor } from "./bulk-cursor";
import { abandonBulk, bulkPages } from "./bulk-pages";
import type { ShopifyClient } from "./client";
import { fetchProducts, findAbsent, findProductOfInventoryItem, type ShopifyProductJson } from "./fetch-product";
import { inventoryItemOf, readGid, shopifyExternalId, shopifyIdOf } from "./gid";
import { patientClient } from "./patient-client";
import { countProducts, listProducts, listVersions, readShop, type ShopifyVersion } from "./pull";
import { cursorAbove } from "./product-cursor";
import { readShopifyProduct } from "./read-product";
import { ShopifyError, type ShopifyProblem } from "./shopify-error";
import { watchSubscriptions } from "./subscriptions";
import type { Clock, ShopifyFetchStream } from "./transport";

/** Facts come 250 at a time, but what differs of a page is read whole before it is saved: that costs seconds of points a dozen. */
const FACTS_IN_A_PAGE = 50;

/**
 * A first look at this many products or more is a bulk operation. Pages of 250 products wait some 40 s for points (2,000 and
 * 100 a second, five variants at most, prices as published); below, an operation with its looks and its file is no faster.
 */
const LEAST_FOR_BULK = 250;
/** A mark of stock is a question of its own, and a product of many variants dozens. */
const MARKS_AT_ONCE = 10;

/** For tests: from how many products on there is an operation, and how many of its file are a page. */
export type BulkSizes = { least?: number; batchSize?: number };

type Asked = Clock & { drawSeq: () => Promise<bigint>; fetchStream: ShopifyFetchStream; bulk?: BulkSizes };

type From = { offset: number; after: string | null };
type Part = Omit<SourcePage, "total">;

/** A Shopify shop as the pull sees it, over the Admin GraphQL API. */
export function shopifySource(
  given: ShopifyClient,
  /** `canVerify`: the secret that signs the shop's webhooks is known. */
  { learned, seenUntil, canVerify }: Pick<OpenConnection, "learned" | "seenUntil"> & { canVerify: boolean },
  { drawSeq, wait, now, fetchStream, bulk: { least: leastForBulk = LEAST_FOR_BULK, batchSize } = {} }: Asked,
): PullSource {
  const client = patientClient(given, wait);
  let { currency, perPage, products } = learned;

  const itemsOf = (some: readonly ShopifyProductJson[], seq: bigint): SourceItem[] => some.flatMap((json) => itemOf(json, seq));

  function itemOf(json: ShopifyProductJson, seq: bigint): SourceItem[] {
    const id = readGid(json.id)?.id;
    // Left out: the listing does not add up then, and nothing is concluded from it.
    if (id === undefined) return [];
    const read = readShopifyProduct(json, { currency });
    const title = typeof json.title === "string" ? json.title : "";
    // All variants are in hand: there is nothing to compare by name, or to ask for.
    const facts: ListedFacts = read.ok ? { ...read.draft, variantIds: null } : unreadable;
    return [{ externalId: shopifyExternalId(id), seq, title, facts, read: () => Promise.resolve(read) }];
  }

  async function readWhole(externalIds: readonly string[]): Promise<SourceItem[]> {
    const ids = externalIds.flatMap((externalId) => shopifyIdOf(externalId) ?? []);
    if (ids.length === 0) return [];
    const seq = await drawSeq();
    return itemsOf(await fetchProducts(client, ids), seq);
  }

  function listedItem(version: ShopifyVersion, seq: bigint): SourceItem {
    const { externalId, updatedAt: sourceUpdatedAt, ...facts } = version;
    const read: SourceItem["read"] = async () => {
      const [item] = await readWhole([externalId]);
      return item ? item.read([]) : { ok: false, fields: { id: "is gone from the shop" } };
    };
    return { externalId, seq, title: "", facts: { ...facts, sourceUpdatedAt, variantIds: null }, read };
  }

  async function* wholePages({ offset, after: cursor }: From, since: Date | null): AsyncGenerator<Part> {
    const pages = listProducts(client, { cursor, updatedAfter: since, ...(perPage !== null && { pageSize: perPage }) });
    let passed = offset;
    // One sequence an answer, drawn before it is asked for, for all of its parts.
    for (let seq = await drawSeq(), next = await pages.next(); !next.done; next = await pages.next()) {
      const { products: some, cursor: after, hasMore, shopTime, isPart, pageSize } = next.value;
      perPage = pageSize;
      const items = itemsOf(some, seq);
      passed += items.length;
      yield { items, offset: passed, after, isLast: !hasMore, shopTime };
      if (!isPart) seq = await drawSeq();
    }
  }

  async function* factPages({ offset, after: cursor }: From, since: Date | null): AsyncGenerator<Part> {
    const pages = listVersions(client, cursor, { updatedAfter: since });
    let passed = offset;
    for (let seq = await drawSeq(), next = await pages.next(); !next.done; next = await pages.next()) {
      const { versions, cursor: after, hasMore, shopTime } = next.value;
      for (let at = 0; at === 0 || at < versions.length; at += FACTS_IN_A_PAGE) {
        const some = versions.slice(at, at + FACTS_IN_A_PAGE);
        const isEnd = at + FACTS_IN_A_PAGE >= versions.length;
        passed += some.length;
        yield {
          items: some.map((version) => listedItem(version, seq)),
          offset: passed,
          after: isEnd ? after : cursorAbove(shopifyIdOf(some.at(-1)?.externalId ?? "") ?? ""),
          isLast: isEnd && !hasMore,
          shopTime,
        };
      }
      seq = await drawSeq();
    }
  }

  /** A shop that was never wholly seen, and is large; or one whose operation is under way. */
  const isByBulk = ({ after }: From, since: Date | null): boolean =>
    since === null &&
    (readBulkCursor(after) !== null || (after === null && seenUntil === null && products !== null && products >= leastForBulk));

  async function* bulkThenPages(from: From): AsyncGenerator<Part> {
    const setback = yield* bulkPages(client, { fetchStream, now, wait, drawSeq, itemsOf, batchSize }, from);
    if (setback === null) return;
    // Kept before the first of the pages: whoever goes on from here does not try the other way again.
    const start: From = { offset: 0, after: cursorAbove("") };
    yield { items: [], ...start, isLast: false, shopTime: null, setback };
    yield* wholePages(start, null);
  }

  return {
    kind: "shopify",
    async begin() {
      const sentAt = now().getTime();
      const shop = await readShop(client);
      const skewMs = shop.shopTime ? shop.shopTime.getTime() - (sentAt + now().getTime()) / 2 : null;
      currency = shop.currency;
      const { count } = await countProducts(client);
      products = count;
      return { taught: { currency, products: count, skewMs }, shopTime: shop.shopTime };
    },

    async *list(from, { since, isCheap }) {
      const parts = isCheap ? factPages(from, since) : isByBulk(from, since) ? bulkThenPages(from) : wholePages(from, since);
      for await (const part of parts) yield { ...part, total: part.isLast ? await totalOf(client, since, part.offset) : null };
    },

    async abandon({ after }) {
      const { operationId = null } = readBulkCursor(after) ?? {};
      // Asked once: whoever ends a job does not wait for a shop that is away.
      if (operationId !== null) await abandonBulk(given, operationId);
    },

    marksAtOnce: MARKS_AT_ONCE,

    readByIds: readWhole,

    async askAlone(externalIds) {
      const ids = externalIds.flatMap((externalId) => shopifyIdOf(externalId) ?? []);
      return { trashed: [], unknown: ids.length > 0 ? (await findAbsent(client, ids)).map(shopifyExternalId) : [] };
    },

    async findMarked(externalIds) {
      const found = new Set<string>();
      for (const externalId of externalIds) {
        const item = inventoryItemOf(externalId);
        const id = item === null ? null : await productOfItem(client, item);
        if (item === null) found.add(externalId);
        else if (id !== null) found.add(shopifyExternalId(id));
      }
      return [...found];
    },

    async watch({ deliveryUrl }) {
      // Nothing that comes could be believed.
      if (!canVerify) return { isAllowed: false, healed: 0 };
      try {
        const { made, mended } = await watchSubscriptions(client, deliveryUrl);
        return { isAllowed: true, healed: made.length + mended.length };
      } catch (error) {
        if (error instanceof ShopifyError && REFUSALS.includes(error.problem)) return { isAllowed: false, healed: 0 };
        throw error;
      }
    },

    effort: () => ({ taught: { perPage }, waitedMs: client.askedMs() }),
  };
}

/** An address that is not https, or a right that the token lacks: no reason not to read. */
const REFUSALS: readonly ShopifyProblem[] = ["query_refused", "scope_missing"];

/** Without the right to ask, its stock is left to the product's own webhook, which comes too. */
async function productOfItem(client: ShopifyClient, item: string): Promise<string | null> {
  return findProductOfInventoryItem(client, item).catch((error: unknown) => {
    if (error instanceof ShopifyError && error.problem === "scope_missing") return null;
    throw error;
  });
}

/** Of the whole shop it is Shopify's figure, after the last page; a figure that is not exact proves nothing. */
async function totalOf(client: ShopifyClient, since: Date | null, passed: number): Promise<number | null> {
  if (since !== null) return passed;
  const { count, isExact } = await countProducts(client);
  return isExact ? count : null;
}

const unreadable: ListedFacts = {
  status: "unreadable",
  catalogVisibility: "",
  price: null,
  stockQuantity: null,
  sourceUpdatedAt: null,
  variantIds: null,
};
