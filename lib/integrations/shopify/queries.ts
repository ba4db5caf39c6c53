/** How many pictures and collections of a product are kept: a page must not cost more than it need, and every way of reading must see the same. */
export const MAX_MEDIA = 10;
export const MAX_COLLECTIONS = 10;

/**
 * The fields of a product that lie in itself. Costs: objects one point each, scalars none.
 * `totalInventory` and `tracksInventory` are read here and in the listing of versions, so the two can be compared.
 */
const ownFields = `
  id title descriptionHtml productType vendor tags status updatedAt onlineStoreUrl
  hasOnlyDefaultVariant totalInventory tracksInventory
  category { id name }
  options { name values }`;

/** `image` is deprecated in favour of `media`, a connection: for one picture it would cost three points more a variant. */
const variantFields = `
  id sku position price compareAtPrice inventoryQuantity inventoryPolicy
  inventoryItem { tracked }
  selectedOptions { name value }
  image { url }`;

const mediaFields = `id ... on MediaImage { image { url } }`;
const collectionFields = `id title`;

const productFields = `${ownFields}
  media(first: ${MAX_MEDIA}) { nodes { ${mediaFields} } }
  collections(first: ${MAX_COLLECTIONS}) { nodes { ${collectionFields} } }
  variants(first: $variants) { pageInfo { hasNextPage endCursor } nodes { ${variantFields} } }`;

export const SHOP_QUERY = `query FikoShop { shop { id name myshopifyDomain currencyCode ianaTimezone } }`;

export const PRODUCTS_QUERY = `query FikoProducts($first: Int!, $variants: Int!, $after: String, $filter: String) {
  products(first: $first, after: $after, query: $filter, sortKey: ID) {
    pageInfo { hasNextPage endCursor }
    nodes { ${productFields} }
  }
}`;

export const PRODUCT_QUERY = `query FikoProduct($id: ID!, $variants: Int!) { product(id: $id) { ${productFields} } }`;

export const NODES_QUERY = `query FikoNodes($ids: [ID!]!, $variants: Int!) { nodes(ids: $ids) { ... on Product { ${productFields} } } }`;

/** Null stands for what the shop does not have, in its place. */
export const ABSENT_QUERY = `query FikoAbsent($ids: [ID!]!) { nodes(ids: $ids) { id } }`;

export const VARIANTS_QUERY = `query FikoVariants($id: ID!, $variants: Int!, $after: String) {
  product(id: $id) {
    updatedAt
    variants(first: $variants, after: $after) { pageInfo { hasNextPage endCursor } nodes { ${variantFields} } }
  }
}`;

export const VERSIONS_QUERY = `query FikoVersions($first: Int!, $after: String, $filter: String) {
  products(first: $first, after: $after, query: $filter, sortKey: ID) {
    pageInfo { hasNextPage endCursor }
    nodes { id updatedAt status onlineStoreUrl totalInventory tracksInventory priceRangeV2 { minVariantPrice { amount } } }
  }
}`;

export const COUNT_QUERY = `query FikoCount($filter: String) { productsCount(query: $filter, limit: null) { count precision } }`;

export const INVENTORY_ITEM_QUERY = `query FikoInventoryItem($id: ID!) {
  inventoryItem(id: $id) { variants(first: 1) { nodes { product { id } } } }
}`;

/** Bulk: connections without sizes, `edges` and `id` everywhere, at most five connections, two levels deep. */
export const bulkProductsQuery = (filter: string | null): string => `{
  products${filter === null ? "" : `(query: ${JSON.stringify(filter)})`} { edges { node { ${ownFields}
    media { edges { node { ${mediaFields} } } }
    collections { edges { node { ${collectionFields} } } }
    variants { edges { node { ${variantFields} } } }
  } } }
}`;

export const BULK_START = `mutation FikoBulkStart($query: String!) {
  bulkOperationRunQuery(query: $query, groupObjects: true) {
    bulkOperation { id status }
    userErrors { code field message }
  }
}`;

export const BULK_STATE = `query FikoBulkState($id: ID!) {
  bulkOperation(id: $id) { id status errorCode objectCount rootObjectCount url partialDataUrl }
}`;

export const BULK_CANCEL = `mutation FikoBulkCancel($id: ID!) {
  bulkOperationCancel(id: $id) { userErrors { field message } }
}`;

export const SUBSCRIPTIONS_QUERY = `query FikoSubscriptions($topics: [WebhookSubscriptionTopic!], $after: String) {
  webhookSubscriptions(first: 100, after: $after, topics: $topics) {
    pageInfo { hasNextPage endCursor }
    nodes { id topic uri format includeFields filter }
  }
}`;

export const SUBSCRIPTION_CREATE = `mutation FikoSubscribe($topic: WebhookSubscriptionTopic!, $subscription: WebhookSubscriptionInput!) {
  webhookSubscriptionCreate(topic: $topic, webhookSubscription: $subscription) {
    webhookSubscription { id }
    userErrors { field message }
  }
}`;

export const SUBSCRIPTION_UPDATE = `mutation FikoResubscribe($id: ID!, $subscription: WebhookSubscriptionInput!) {
  webhookSubscriptionUpdate(id: $id, webhookSubscription: $subscription) {
    webhookSubscription { id }
    userErrors { field message }
  }
}`;
