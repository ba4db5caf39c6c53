import type { ProductDraft, VariantDraft } from "@/lib/catalog/draft";
import type { Learned } from "@/lib/sync/connections/connection";

/** What tells without a full reading whether a product is as we have it. What is absent was not told. */
export type ListedFacts = Pick<ProductDraft, "status" | "catalogVisibility" | "price" | "stockQuantity" | "sourceUpdatedAt"> &
  Partial<Pick<ProductDraft, "regularPrice" | "salePrice" | "stockStatus" | "currency">> & {
    /** External ids of all variants it names; null: it was not told. */
    variantIds: string[] | null;
    /** Those on sale; pictures are not told. */
    variants?: Omit<VariantDraft, "image">[];
  };

/** `hiddenVariants`: external ids of variants the shop answered and does not sell; absent or null: not told. */
export type ReadDraft = { ok: true; draft: ProductDraft; hiddenVariants?: string[] | null } | { ok: false; fields: Record<string, string> };

/** One product as a shop's listing shows it. */
export type SourceItem = {
  externalId: string;
  title: string;
  /** Arrival sequence drawn before the shop was asked: what arrived earlier is older (refuse-stale.ts). */
  seq: bigint;
  facts: ListedFacts;
  /**
   * The whole product. Its variants are those given, or are asked for ("fetch").
   * @throws what the shop's client throws
   */
  read: (variants: VariantDraft[] | "fetch") => Promise<ReadDraft>;
};

export type SourcePage = {
  items: SourceItem[];
  offset: number;
  after: string | null;
  /** Of the whole listing, as far as the shop says. */
  total: number | null;
  isLast: boolean;
  /** The shop's clock when it answered. */
  shopTime: Date | null;
  /** Nothing is listed yet: the shop works it out. Somebody else may have the time meanwhile. */
  isWaiting?: boolean;
  /** The listing begins anew in another way, because of this. */
  setback?: Error;
};

/** External ids: `trashed` the shop shows in its trash, `unknown` it says it does not have. */
export type Absent = { trashed: string[]; unknown: string[] };

/** A shop that can be looked at as a whole. Each shop system makes one of its client. */
export type PullSource = {
  kind: "woocommerce" | "shopify";
  /** What is asked once, before the pages. */
  begin: () => Promise<{ taught: Partial<Learned>; shopTime: Date | null }>;
  /** `isCheap`: facts are enough, the products will be read by id. `since`: on the shop's clock. */
  list: (from: { offset: number; after: string | null }, asked: { since: Date | null; isCheap: boolean }) => AsyncGenerator<SourcePage>;
  /** A listing that nobody will go on with: what the shop still works out for it is called off, as far as it can be. */
  abandon?: (from: { after: string | null }) => Promise<void>;
  /** These products whole; those that are gone are absent. At most `MAX_READ` at once. */
  readByIds: (externalIds: readonly string[]) => Promise<SourceItem[]>;
  /**
   * What the shop says of products that it left out of an answer, each asked for by itself: a list of nothing is a cache's and a
   * plugin's word too. What stands in neither list it may well have.
   */
  askAlone: (externalIds: readonly string[]) => Promise<Absent>;
  /** So many marks are fetched and saved before more are asked for; may change with the shop's strength. */
  readonly marksAtOnce: number;
  /** Products behind marks that name something else (Shopify's inventory items), each once; absent where every mark names a product. */
  findMarked?: (externalIds: readonly string[]) => Promise<string[]>;
  /** Sees to it that the shop tells us of changes by itself; a shop system without webhooks of that kind has none. */
  watch?: (asked: { deliveryUrl: string; secret: string }) => Promise<{ isAllowed: boolean; healed: number }>;
  /** What was learned about the shop's strength, and how long it was waited for, in ms. */
  effort: () => { taught: Partial<Learned>; waitedMs: number };
};

export const MAX_READ = 100;
