import { z } from "zod";
import type { ShopifyClient } from "./client";
import { productGid, readGid } from "./gid";
import { askForAPage, createPageSize } from "./page-size";
import { ABSENT_QUERY, INVENTORY_ITEM_QUERY, NODES_QUERY, PRODUCT_QUERY, VARIANTS_QUERY } from "./queries";
import { ShopifyError } from "./shopify-error";

/** A product as Shopify's JSON has it, with all its variants in a plain list. What is in it is `readShopifyProduct`'s business. */
export type ShopifyProductJson = Record<string, unknown> & { id: string; variants: unknown[] };

const variantsPart = z.object({
  pageInfo: z.object({ hasNextPage: z.boolean(), endCursor: z.string().nullable() }),
  nodes: z.array(z.unknown()),
});
/** Of a page: everything, and the first of its variants. */
export const productPart = z.looseObject({ id: z.string(), updatedAt: z.string(), variants: variantsPart });
type ProductPart = z.output<typeof productPart>;

const FIRST_VARIANTS = 50;
const MAX_RESTARTS = 3;

/** Most products have few variants; the others cost a query more each. */
export const VARIANTS_IN_A_PAGE = 10;
/** With products of unknown price. */
export const FIRST_PAGE = 8;

/** These products, whole, in any number of queries. `ids` in digits; those that are gone are absent. */
export async function fetchProducts(client: ShopifyClient, ids: readonly string[], signal?: AbortSignal): Promise<ShopifyProductJson[]> {
  const answer = z.object({ nodes: z.array(productPart.nullable()) });
  const size = createPageSize(FIRST_PAGE);
  const found: ShopifyProductJson[] = [];
  for (let from = 0; from < ids.length;) {
    let asked = 0;
    const { data } = await askForAPage(size, (first) => {
      const some = ids.slice(from, from + first).map(productGid);
      asked = some.length;
      const variables = { ids: some, variants: VARIANTS_IN_A_PAGE };
      return client.request(NODES_QUERY, { answer, variables, ...(signal && { signal }) });
    });
    // An answer for each, null for what is gone: fewer say nothing about the others.
    if (data.nodes.length !== asked) throw new ShopifyError("not_json", { detail: `${data.nodes.length} nodes for ${asked} ids` });
    from += asked;
    for (const node of data.nodes) {
      const whole = node && (await fetchRestOfVariants(client, node, signal));
      if (whole) found.push(whole);
    }
  }
  return found;
}

/** Of these, what the shop says it does not have. Digits in, digits out. */
export async function findAbsent(client: ShopifyClient, ids: readonly string[]): Promise<string[]> {
  const answer = z.object({ nodes: z.array(z.object({ id: z.string() }).nullable()).length(ids.length) });
  const { data } = await client.request(ABSENT_QUERY, { answer, variables: { ids: ids.map(productGid) } });
  return ids.filter((_, index) => data.nodes[index] === null);
}

async function fetchPart(client: ShopifyClient, gid: string, signal?: AbortSignal): Promise<ProductPart | null> {
  const answer = z.object({ product: productPart.nullable() });
  const { data } = await askForAPage(createPageSize(FIRST_VARIANTS), (variants) =>
    client.request(PRODUCT_QUERY, { answer, variables: { id: gid, variants }, ...(signal && { signal }) }),
  );
  return data.product;
}

/**
 * Pages through the variants beyond the first page. A product that is edited meanwhile begins anew: half of it before the edit and half after
 * would be a product that never was. Null: it is gone.
 */
export async function fetchRestOfVariants(
  client: ShopifyClient,
  part: ProductPart,
  signal?: AbortSignal,
): Promise<ShopifyProductJson | null> {
  for (let restarts = 0, current: ProductPart | null = part; current !== null; restarts += 1) {
    const variants = await readPages(client, current, restarts < MAX_RESTARTS, signal);
    if (variants === "gone") return null;
    if (variants !== "edited") return { ...current, variants };
    current = await fetchPart(client, part.id, signal);
  }
  return null;
}

/** `mayRestart` false: a product that is edited all the time is taken as it comes; its last edit brings another look. */
async function readPages(client: ShopifyClient, part: ProductPart, mayRestart: boolean, signal?: AbortSignal) {
  const answer = z.object({ product: z.object({ updatedAt: z.string(), variants: variantsPart }).nullable() });
  const size = createPageSize(FIRST_VARIANTS);
  const variants = [...part.variants.nodes];
  for (let { pageInfo } = part.variants; pageInfo.hasNextPage && pageInfo.endCursor !== null;) {
    const after = pageInfo.endCursor;
    const { data } = await askForAPage(size, (first) =>
      client.request(VARIANTS_QUERY, { answer, variables: { id: part.id, variants: first, after }, ...(signal && { signal }) }),
    );
    if (data.product === null) return "gone";
    if (mayRestart && data.product.updatedAt !== part.updatedAt) return "edited";
    variants.push(...data.product.variants.nodes);
    pageInfo = data.product.variants.pageInfo;
    if (pageInfo.endCursor === after) break;
  }
  return variants;
}

/** inventory_levels/update names an inventory item, not its product. Digits in, digits out; null: it is gone. Needs read_inventory. */
export async function findProductOfInventoryItem(client: ShopifyClient, inventoryItemId: string): Promise<string | null> {
  const variants = z.object({ nodes: z.array(z.object({ product: z.object({ id: z.string() }) })) }).nullish();
  const answer = z.object({ inventoryItem: z.object({ variants }).nullable() });
  const id = `gid://shopify/InventoryItem/${inventoryItemId}`;
  const { data } = await client.request(INVENTORY_ITEM_QUERY, { answer, variables: { id } });
  return readGid(data.inventoryItem?.variants?.nodes[0]?.product.id)?.id ?? null;
}
