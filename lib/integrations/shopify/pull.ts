import { z } from "zod";
import type { ShopifyClient } from "./client";
import { FIRST_PAGE, VARIANTS_IN_A_PAGE, fetchRestOfVariants, productPart, type ShopifyProductJson } from "./fetch-product";
import { readGid, shopifyExternalId } from "./gid";
import { askForAPage, createPageSize } from "./page-size";
import { cursorAbove, nextCursor, productFilter, readCursor } from "./product-cursor";
import { shopifyVersion } from "./product-schema";
import { COUNT_QUERY, PRODUCTS_QUERY, SHOP_QUERY, VERSIONS_QUERY } from "./queries";
import { readStatus, readStock } from "./read-status";

/** No database here: pages go out, cursors come back in. Every cursor stands behind its page; all throw ShopifyError. */
const pageInfo = z.object({ hasNextPage: z.boolean(), endCursor: z.string().nullable() });
const page = <T extends z.ZodType>(node: T) => z.object({ products: z.object({ pageInfo, nodes: z.array(node) }) });

const shop = z.object({
  shop: z.object({ name: z.string(), myshopifyDomain: z.string(), currencyCode: z.string(), ianaTimezone: z.string() }),
});

/** Also the cheapest way to learn whether a token is good. */
export async function readShop(client: ShopifyClient) {
  const { data, shopTime } = await client.request(SHOP_QUERY, { answer: shop });
  const { name, myshopifyDomain: domain, currencyCode: currency, ianaTimezone: timezone } = data.shop;
  return { name, domain, currency, timezone, shopTime };
}

/** How many products the shop has, drafts and archived ones too: the figure a complete listing must reach. */
export async function countProducts(client: ShopifyClient, { updatedAfter = null }: { updatedAfter?: Date | null } = {}) {
  const answer = z.object({ productsCount: z.object({ count: z.number().int(), precision: z.string() }) });
  const { data } = await client.request(COUNT_QUERY, { answer, variables: { filter: productFilter({ updatedAfter }) } });
  return { count: data.productsCount.count, isExact: data.productsCount.precision === "EXACT" };
}

type ListOptions = {
  /** Inclusive, on the shop's clock. */
  updatedAfter?: Date | null;
  /** Of an earlier page of the same listing. */
  cursor?: string | null;
  /** Of an earlier page, so that a new slice does not begin small again. */
  pageSize?: number;
  /** For tests: products in one of Shopify's listings before it begins anew. */
  maxWindow?: number;
  signal?: AbortSignal;
};

export type PagePlace = {
  cursor: string;
  hasMore: boolean;
  pageSize: number;
  /** Shopify's clock when it answered. */ shopTime: Date | null;
};
/** `isPart`: the rest of the same answer follows; nothing was asked anew for the products, only for variants. */
export type ProductPage = PagePlace & { products: ShopifyProductJson[]; isPart: boolean };

/** Variants that were asked for beside a page. With more in hand, what is complete is given out: whoever saves it must not wait for minutes. */
const MAX_VARIANTS_IN_HAND = 250;

/** Whole products by ascending id, so an edit during the listing neither hides nor doubles one. Read each with `readShopifyProduct`. */
export async function* listProducts(client: ShopifyClient, options: ListOptions = {}): AsyncGenerator<ProductPage> {
  const answer = page(productPart);
  for await (const { nodes, ...place } of listPages(client, PRODUCTS_QUERY, answer, { variants: VARIANTS_IN_A_PAGE }, options)) {
    let products: ShopifyProductJson[] = [];
    let inHand = 0;
    // A product that goes while its variants are read: dropped, the next look will not see it at all.
    for (const [at, node] of nodes.entries()) {
      const whole = await fetchRestOfVariants(client, node, options.signal);
      if (whole) products.push(whole);
      inHand += whole && node.variants.pageInfo.hasNextPage ? whole.variants.length : 0;
      const id = readGid(node.id)?.id;
      if (inHand < MAX_VARIANTS_IN_HAND || id === undefined || at === nodes.length - 1) continue;
      yield { products, ...place, cursor: cursorAbove(id), hasMore: true, isPart: true };
      products = [];
      inHand = 0;
    }
    yield { products, ...place, isPart: false };
  }
}

export type ShopifyVersion = {
  externalId: string;
  updatedAt: Date | null;
  status: string;
  catalogVisibility: string;
  /** Equal to the draft's, when nothing changed. */
  price: string | null;
  stockQuantity: string | null;
};

/** Ids, dates and cheap facts of the whole shop, for reconcile: about 250 products a query. */
export async function* listVersions(
  client: ShopifyClient,
  cursor: string | null = null,
  options: Omit<ListOptions, "cursor"> = {},
): AsyncGenerator<PagePlace & { versions: ShopifyVersion[] }> {
  const pages = listPages(client, VERSIONS_QUERY, page(shopifyVersion), {}, { pageSize: 100, ...options, cursor });
  for await (const { nodes, ...place } of pages) {
    const versions = nodes.map((node): ShopifyVersion => ({
      externalId: shopifyExternalId(node.id),
      updatedAt: node.updatedAt,
      ...readStatus(node),
      price: node.priceRangeV2?.minVariantPrice.amount ?? null,
      stockQuantity: readStock(node),
    }));
    yield { versions, ...place };
  }
}

/** `node.id` is a gid, or its digits where the schema has read it already. */
async function* listPages<N extends { id: string }>(
  client: ShopifyClient,
  query: string,
  answer: z.ZodType<{ products: { pageInfo: z.output<typeof pageInfo>; nodes: N[] } }>,
  variables: Record<string, unknown>,
  { updatedAfter = null, cursor = null, pageSize = FIRST_PAGE, maxWindow, signal }: ListOptions,
) {
  const size = createPageSize(pageSize);
  for (let text = cursor; ;) {
    const place = readCursor(text);
    const filter = productFilter({ aboveId: place.aboveId, updatedAfter });
    const { data, shopTime } = await askForAPage(size, (first) =>
      client.request(query, { answer, variables: { ...variables, first, after: place.after, filter }, ...(signal && { signal }) }),
    );
    const { nodes, pageInfo } = data.products;
    const last = nodes.at(-1);
    const lastId = last === undefined ? place.aboveId : (readGid(last.id)?.id ?? last.id);
    const next = nextCursor(place, { lastId, size: nodes.length, endCursor: pageInfo.endCursor }, maxWindow);
    // A page that moves nothing on would be asked for without end.
    const hasMore = pageInfo.hasNextPage && next !== text;
    yield { nodes, cursor: next, hasMore, pageSize: size.current, shopTime };
    if (!hasMore) return;
    text = next;
  }
}
