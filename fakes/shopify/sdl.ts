/**
 * The part of the Admin API's schema (2026-10) that the hub uses, as the public documentation has it: names, arguments, nullability.
 * What is not here is refused, as the real one refuses what it does not have.
 */
const connection = (type: string, node = type) => `
type ${type}Connection { edges: [${type}Edge!]! nodes: [${node}!]! pageInfo: PageInfo! }
type ${type}Edge { cursor: String! node: ${node}! }`;

export const SDL = `
scalar DateTime scalar HTML scalar URL scalar Money scalar Decimal scalar UnsignedInt64

schema { query: QueryRoot mutation: Mutation }

type QueryRoot {
  shop: Shop!
  product(id: ID!): Product
  products(first: Int, after: String, query: String, sortKey: ProductSortKeys = ID, reverse: Boolean = false): ProductConnection!
  productsCount(limit: Int = 10000, query: String): Count
  nodes(ids: [ID!]!): [Node]!
  inventoryItem(id: ID!): InventoryItem
  bulkOperation(id: ID!): BulkOperation
  bulkOperations(first: Int, after: String, query: String, sortKey: BulkOperationsSortKeys = CREATED_AT, reverse: Boolean = false): BulkOperationConnection!
  webhookSubscriptions(first: Int, after: String, topics: [WebhookSubscriptionTopic!], uri: String): WebhookSubscriptionConnection!
}

type Mutation {
  bulkOperationRunQuery(query: String!, groupObjects: Boolean! = false): BulkOperationRunQueryPayload
  bulkOperationCancel(id: ID!): BulkOperationCancelPayload
  webhookSubscriptionCreate(topic: WebhookSubscriptionTopic!, webhookSubscription: WebhookSubscriptionInput!): WebhookSubscriptionCreatePayload
  webhookSubscriptionUpdate(id: ID!, webhookSubscription: WebhookSubscriptionInput!): WebhookSubscriptionUpdatePayload
  webhookSubscriptionDelete(id: ID!): WebhookSubscriptionDeletePayload
}

interface Node { id: ID! }
type PageInfo { hasNextPage: Boolean! hasPreviousPage: Boolean! startCursor: String endCursor: String }
type Count { count: Int! precision: CountPrecision! }
enum CountPrecision { AT_LEAST EXACT }

type Shop { id: ID! name: String! myshopifyDomain: String! currencyCode: String! ianaTimezone: String! }

type Product implements Node {
  id: ID! title: String! handle: String! descriptionHtml: HTML! productType: String! vendor: String! tags: [String!]!
  status: ProductStatus! createdAt: DateTime! updatedAt: DateTime! publishedAt: DateTime onlineStoreUrl: URL
  hasOnlyDefaultVariant: Boolean! totalInventory: Int! tracksInventory: Boolean!
  category: TaxonomyCategory
  options(first: Int): [ProductOption!]!
  priceRangeV2: ProductPriceRangeV2!
  media(first: Int, after: String): MediaConnection!
  collections(first: Int, after: String): CollectionConnection!
  variants(first: Int, after: String): ProductVariantConnection!
  variantsCount: Count
}
enum ProductStatus { ACTIVE ARCHIVED DRAFT UNLISTED }
enum ProductSortKeys { ID UPDATED_AT TITLE CREATED_AT }
type TaxonomyCategory implements Node { id: ID! name: String! fullName: String! }
type ProductOption implements Node { id: ID! name: String! values: [String!]! position: Int! }
type ProductPriceRangeV2 { minVariantPrice: MoneyV2! maxVariantPrice: MoneyV2! }
type MoneyV2 { amount: Decimal! currencyCode: String! }
interface Media { id: ID! alt: String }
type MediaImage implements Media & Node { id: ID! alt: String image: Image }
type Video implements Media & Node { id: ID! alt: String }
type Image { id: ID url: URL! altText: String }
type Collection implements Node { id: ID! title: String! }

type ProductVariant implements Node {
  id: ID! title: String! sku: String position: Int! price: Money! compareAtPrice: Money
  inventoryQuantity: Int inventoryPolicy: ProductVariantInventoryPolicy! inventoryItem: InventoryItem!
  selectedOptions: [SelectedOption!]! updatedAt: DateTime! product: Product!
  image: Image @deprecated(reason: "Use \`media\` instead.")
}
enum ProductVariantInventoryPolicy { CONTINUE DENY }
type InventoryItem implements Node { id: ID! tracked: Boolean! variants(first: Int, after: String): ProductVariantConnection }
type SelectedOption { name: String! value: String! }

type BulkOperation implements Node {
  id: ID! status: BulkOperationStatus! type: BulkOperationType! errorCode: BulkOperationErrorCode query: String!
  objectCount: UnsignedInt64! rootObjectCount: UnsignedInt64! fileSize: UnsignedInt64
  createdAt: DateTime! completedAt: DateTime url: URL partialDataUrl: URL
}
enum BulkOperationStatus { CANCELED CANCELING COMPLETED CREATED EXPIRED FAILED RUNNING }
enum BulkOperationType { MUTATION QUERY }
enum BulkOperationErrorCode { ACCESS_DENIED INTERNAL_SERVER_ERROR TIMEOUT }
enum BulkOperationsSortKeys { COMPLETED_AT CREATED_AT }
type BulkOperationRunQueryPayload { bulkOperation: BulkOperation userErrors: [BulkOperationUserError!]! }
type BulkOperationCancelPayload { bulkOperation: BulkOperation userErrors: [UserError!]! }
type BulkOperationUserError { code: BulkOperationUserErrorCode field: [String!] message: String! }
enum BulkOperationUserErrorCode { INVALID LIMIT_REACHED OPERATION_IN_PROGRESS }
type UserError { field: [String!] message: String! }

type WebhookSubscription implements Node {
  id: ID! topic: WebhookSubscriptionTopic! uri: String! format: WebhookSubscriptionFormat! includeFields: [String!]! filter: String
  createdAt: DateTime! updatedAt: DateTime!
}
enum WebhookSubscriptionTopic { APP_UNINSTALLED INVENTORY_LEVELS_UPDATE PRODUCTS_CREATE PRODUCTS_DELETE PRODUCTS_UPDATE ORDERS_CREATE }
enum WebhookSubscriptionFormat { JSON XML }
input WebhookSubscriptionInput { uri: String format: WebhookSubscriptionFormat includeFields: [String!] filter: String name: String }
type WebhookSubscriptionCreatePayload { webhookSubscription: WebhookSubscription userErrors: [UserError!]! }
type WebhookSubscriptionUpdatePayload { webhookSubscription: WebhookSubscription userErrors: [UserError!]! }
type WebhookSubscriptionDeletePayload { deletedWebhookSubscriptionId: ID userErrors: [UserError!]! }
${["Product", "ProductVariant", "Media", "Collection", "BulkOperation", "WebhookSubscription"].map((type) => connection(type)).join("")}
`;
