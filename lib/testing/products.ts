import type { DbClient } from "@/lib/core/db";
import { createLog } from "@/lib/core/log";
import { applyChanges, prepareChange } from "@/lib/catalog/apply-changes";
import type { ProductDraft, VariantDraft } from "@/lib/catalog/draft";
import { createEmbedders, type Embedders } from "@/lib/knowledge/embedders";
import { embedWaiting } from "@/lib/knowledge/embed-waiting";
import { adoptModel } from "@/lib/knowledge/models";
import { prepareChunks, replaceKnowledge } from "@/lib/knowledge/save-knowledge";

/** What embeds without a network: the default of the product itself. */
export const hashedEmbedders: Embedders = createEmbedders({
  OPENAI_API_KEY: undefined,
  OPENAI_BASE_URL: undefined,
  EMBEDDING_MODEL: "",
  EMBEDDING_DIMENSIONS: 8,
  EMBEDDING_TIMEOUT_MS: 1_000,
  EMBEDDING_USD_PER_MILLION_TOKENS: "0",
});

let lastNumber = 1_000;

export function aDraft(given: Partial<ProductDraft> = {}): ProductDraft {
  return {
    externalId: `woo_${++lastNumber}`,
    externalSource: "woocommerce",
    title: "A product",
    shortDescription: "",
    description: "",
    productType: "simple",
    status: "publish",
    catalogVisibility: "visible",
    hasPassword: false,
    sku: "",
    price: "1000",
    regularPrice: null,
    salePrice: null,
    onSale: false,
    currency: "IRT",
    stockQuantity: null,
    stockStatus: "instock",
    inStock: true,
    categories: [],
    tags: [],
    brand: null,
    link: null,
    image: null,
    gallery: [],
    attributes: [],
    variants: [],
    extra: {},
    sourceUpdatedAt: null,
    ...given,
  };
}

export function aVariant(given: Partial<VariantDraft> = {}): VariantDraft {
  return {
    externalId: `woo_${++lastNumber}`,
    sku: "",
    price: null,
    regularPrice: null,
    salePrice: null,
    stockQuantity: null,
    stockStatus: "instock",
    inStock: true,
    attributes: {},
    image: null,
    ...given,
  };
}

let lastSeq = 0n;

/** Saves products and their knowledge as the pipeline does, without events. @returns our id of each, in order */
export async function saveProducts(db: DbClient, storeId: string, drafts: readonly ProductDraft[]): Promise<string[]> {
  const changes = drafts.map((draft) => prepareChange({ kind: "upsert", draft, at: null, seq: ++lastSeq }));
  await db.$transaction(async (tx) => {
    const applied = await applyChanges(tx, storeId, changes);
    const knowledge = [...applied.values()].flatMap((change) =>
      change.outcome === "applied" && change.productId !== null && change.textChanged
        ? [{ productId: change.productId, chunks: change.knowledge ? prepareChunks(change.knowledge) : [] }]
        : [],
    );
    await replaceKnowledge({ now: () => new Date() }, tx, hashedEmbedders.configured, storeId, knowledge);
  });
  const rows = await db.product.findMany({
    where: { storeId, externalId: { in: drafts.map((draft) => draft.externalId) } },
    select: { id: true, externalId: true },
  });
  const idOf = new Map(rows.map((row) => [row.externalId, row.id]));
  return drafts.map((draft) => idOf.get(draft.externalId) ?? "");
}

/** Gives every waiting text its vector. */
export async function embedAll(db: DbClient, embedders: Embedders = hashedEmbedders): Promise<void> {
  await adoptModel(db, embedders.configured.model);
  while ((await embedWaiting({ db, log: createLog("silent"), now: () => new Date(), embedders })) > 0);
}

/** Products that search can find. @returns our id of each, in order */
export async function searchableProducts(db: DbClient, storeId: string, drafts: readonly ProductDraft[]): Promise<string[]> {
  await adoptModel(db, hashedEmbedders.configured.model);
  const ids = await saveProducts(db, storeId, drafts);
  await embedAll(db);
  return ids;
}
