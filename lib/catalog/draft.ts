import type { ChangeCause } from "./history/change";

/** A product as a shop describes it, in our words; every shop system maps its payload to this (`toDraft`). */
export type ProductDraft = {
  /** woo_414 */
  externalId: string;
  externalSource: "woocommerce" | "shopify" | "manual";
  title: string;
  /** HTML as the shop has it. */
  shortDescription: string;
  description: string;
  productType: string;
  status: string;
  catalogVisibility: string;
  hasPassword: boolean;
  sku: string;
  /** Decimal text in the store's currency; absent is null, never 0. */
  price: string | null;
  regularPrice: string | null;
  salePrice: string | null;
  onSale: boolean;
  currency: string | null;
  stockQuantity: string | null;
  stockStatus: string;
  inStock: boolean;
  categories: string[];
  tags: string[];
  brand: string | null;
  link: string | null;
  image: string | null;
  gallery: string[];
  attributes: { name: string; options: string[] }[];
  variants: VariantDraft[];
  /** What else is shown: weight, dimensions, external_url, grouped_products, parent_id. */
  extra: Record<string, string | number | string[] | Record<string, string>>;
  sourceUpdatedAt: Date | null;
};

export type VariantDraft = {
  externalId: string;
  sku: string;
  price: string | null;
  regularPrice: string | null;
  salePrice: string | null;
  stockQuantity: string | null;
  stockStatus: string;
  inStock: boolean;
  attributes: Record<string, string>;
  image: string | null;
};

/**
 * One change of one product. `at` is the version on the store's clock, `seq` the arrival sequence.
 * A deletion without a time carries `tombstoneAt`: later than all it beats (see refuse-stale.ts).
 * `cause` is for the product's history.
 */
export type ProductChange =
  | {
      kind: "upsert";
      draft: ProductDraft;
      at: Date | null;
      seq: bigint;
      /** The shop's own digest of what it sent; not part of the product. Absent: the shop said none. */
      sourceHash?: string | null;
      /** External ids of variants the shop names and does not sell. Null or absent: not told, what is stored stays. */
      hiddenVariants?: readonly string[] | null;
      /** The stored rows are not what the stored hash says: written whatever the hashes are. */
      isRepair?: boolean;
      cause?: ChangeCause;
      /** Not told by the shop but read from it: `seq` was drawn before the question was sent, so it beats all that arrived before. */
      isReading?: boolean;
    }
  | { kind: "delete"; externalId: string; at: Date | null; seq: bigint; tombstoneAt: Date; cause?: ChangeCause };

export const externalIdOf = (change: ProductChange): string => (change.kind === "upsert" ? change.draft.externalId : change.externalId);
