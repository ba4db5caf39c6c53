import type { ListedFacts, PullSource, SourceItem, SourcePage } from "@/lib/integrations/pull/source";
import type { OpenConnection } from "@/lib/sync/connections/connection";
import type { ShopifyClient } from "./client";
import { fetchProducts, findProductOfInventoryItem, type ShopifyProductJson } from "./fetch-product";
import { inventoryItemOf, readGid, shopifyExternalId, shopifyIdOf } from "./gid";
import { patientClient } from "./patient-client";
import { countProducts, listProducts, listVersions, readShop, type ShopifyVersion } from "./pull";
import { cursorAbove } from "./product-cursor";
import { readShopifyProduct } from "./read-product";
import { ShopifyError, type ShopifyProblem } from "./shopify-error";
import { watchSubscriptions } from "./subscriptions";

/** Facts come 250 at a time, but what differs of a page is read whole before it is saved: that costs seconds of points a dozen. */
const FACTS_IN_A_PAGE = 50;

type Asked = { drawSeq: () => Promise<bigint>; wait: (ms: number) => Promise<void>; now: () => Date };

/** A Shopify shop as the pull sees it, over the Admin GraphQL API. */
export function shopifySource(
  given: ShopifyClient,
  /** `canVerify`: the secret that signs the shop's webhooks is known. */
  { learned, canVerify }: Pick<OpenConnection, "learned"> & { canVerify: boolean },
  { drawSeq, wait, now }: Asked,
): PullSource {
  const client = patientClient(given, wait);
  let { currency, perPage } = learned;

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
    return (await fetchProducts(client, ids)).flatMap((json) => itemOf(json, seq));
  }

  function listedItem(version: ShopifyVersion, seq: bigint): SourceItem {
    const { externalId, updatedAt: sourceUpdatedAt, ...facts } = version;
    const read: SourceItem["read"] = async () => {
      const [item] = await readWhole([externalId]);
      return item ? item.read([]) : { ok: false, fields: { id: "is gone from the shop" } };
    };
    return { externalId, seq, title: "", facts: { ...facts, sourceUpdatedAt, variantIds: null }, read };
  }

  type Part = { items: SourceItem[]; after: string; isLast: boolean; shopTime: Date | null };

  async function* wholePages(cursor: string | null, since: Date | null): AsyncGenerator<Part> {
    const pages = listProducts(client, { cursor, updatedAfter: since, ...(perPage !== null && { pageSize: perPage }) });
    // One sequence an answer, drawn before it is asked for, for all of its parts.
    for (let seq = await drawSeq(), next = await pages.next(); !next.done; next = await pages.next()) {
      const { products, cursor: after, hasMore, shopTime, isPart, pageSize } = next.value;
      perPage = pageSize;
      yield { items: products.flatMap((json) => itemOf(json, seq)), after, isLast: !hasMore, shopTime };
      if (!isPart) seq = await drawSeq();
    }
  }

  async function* factPages(cursor: string | null, since: Date | null): AsyncGenerator<Part> {
    const pages = listVersions(client, cursor, { updatedAfter: since });
    for (let seq = await drawSeq(), next = await pages.next(); !next.done; next = await pages.next()) {
      const { versions, cursor: after, hasMore, shopTime } = next.value;
      for (let at = 0; at === 0 || at < versions.length; at += FACTS_IN_A_PAGE) {
        const some = versions.slice(at, at + FACTS_IN_A_PAGE);
        const isEnd = at + FACTS_IN_A_PAGE >= versions.length;
        yield {
          items: some.map((version) => listedItem(version, seq)),
          after: isEnd ? after : cursorAbove(shopifyIdOf(some.at(-1)?.externalId ?? "") ?? ""),
          isLast: isEnd && !hasMore,
          shopTime,
        };
      }
      seq = await drawSeq();
    }
  }

  return {
    kind: "shopify",
    async begin() {
      const sentAt = now().getTime();
      const shop = await readShop(client);
      const skewMs = shop.shopTime ? shop.shopTime.getTime() - (sentAt + now().getTime()) / 2 : null;
      currency = shop.currency;
      const { count } = await countProducts(client);
      return { taught: { currency, products: count, skewMs }, shopTime: shop.shopTime };
    },

    async *list(from, { since, isCheap }) {
      let { offset } = from;
      for await (const { items, after, isLast, shopTime } of (isCheap ? factPages : wholePages)(from.after, since)) {
        offset += items.length;
        yield { items, offset, after, isLast, shopTime, total: isLast ? await totalOf(client, since, offset) : null } satisfies SourcePage;
      }
    },

    readByIds: readWhole,

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
