import { GraphQLError } from "graphql";
import { startBulk, presentBulk, cancelBulk } from "./bulk";
import { byNumber, paginate, type PageArgs } from "./paginate";
import { presentInventoryItem, presentProduct, type Asking } from "./present-product";
import { searchProducts } from "./search-products";
import { sortedProducts, type ShopState } from "./shop-state";
import { subscriptionFields } from "./subscriptions";

const digits = (gid: string): string => /(\d+)$/.exec(gid)?.[1] ?? "";

/** Refuses as Shopify does: data null for the field, ACCESS_DENIED beside it. */
function need(state: ShopState, scope: string, field: string): void {
  if (state.scopes.has(scope)) return;
  throw new GraphQLError(`Access denied for ${field} field. Required access: \`${scope}\` access scope.`, {
    extensions: {
      code: "ACCESS_DENIED",
      documentation: "https://shopify.dev/api/usage/access-scopes",
      requiredAccess: `\`${scope}\` access scope.`,
    },
  });
}

type ProductsArgs = PageArgs & { query?: string | null; sortKey: string; reverse: boolean };
const MAX_COUNT = 10_000;

/** Queries and mutations; each looks at the state when it is asked. */
export function rootOf(state: ShopState) {
  const find = (gid: string) => {
    const product = state.products.get(digits(gid));
    return product && gid.includes("/Product/") ? presentProduct(state, product) : null;
  };
  return {
    shop: () => ({
      id: "gid://shopify/Shop/1",
      name: state.name,
      myshopifyDomain: state.shopDomain,
      currencyCode: state.currency,
      ianaTimezone: "Asia/Tehran",
    }),
    product: ({ id }: { id: string }) => (need(state, "read_products", "product"), find(id)),
    nodes: ({ ids }: { ids: string[] }) => (need(state, "read_products", "nodes"), ids.map(find)),
    products(args: ProductsArgs, { isBulk }: Asking) {
      need(state, "read_products", "products");
      if (args.sortKey !== "ID" || args.reverse) throw new GraphQLError("The fake sorts products by ID only");
      const found = searchProducts(sortedProducts(state), args.query);
      const page = paginate(found, args, { isBulk, keyOf: ({ id }) => id, compare: byNumber, cap: state.pagingCap });
      const present = page.nodes.map((product) => presentProduct(state, product));
      return { ...page, nodes: present, edges: page.edges.map((edge, at) => ({ ...edge, node: present[at] })) };
    },
    productsCount({ limit = MAX_COUNT, query }: { limit?: number | null; query?: string | null }) {
      need(state, "read_products", "productsCount");
      const count = searchProducts(sortedProducts(state), query).length;
      const isCut = limit !== null && count > limit;
      return { count: isCut ? limit : count, precision: isCut ? "AT_LEAST" : "EXACT" };
    },
    inventoryItem({ id }: { id: string }) {
      need(state, "read_inventory", "inventoryItem");
      for (const product of state.products.values()) {
        const at = product.variants.findIndex(({ inventoryItemId }) => inventoryItemId === digits(id));
        const variant = product.variants[at];
        if (variant) return presentInventoryItem(state, product, variant, at);
      }
      return null;
    },
    bulkOperation({ id }: { id: string }) {
      const bulk = state.bulks.get(id);
      return bulk ? presentBulk(state, bulk) : null;
    },
    bulkOperations: (args: PageArgs, { isBulk }: Asking) =>
      paginate(
        [...state.bulks.values()].map((bulk) => presentBulk(state, bulk)),
        args,
        { isBulk, keyOf: ({ id }) => digits(id), compare: byNumber },
      ),
    bulkOperationRunQuery: (args: { query: string; groupObjects: boolean }) => startBulk(state, args),
    bulkOperationCancel: ({ id }: { id: string }) => cancelBulk(state, id),
    ...subscriptionFields(state),
  };
}
