import { z } from "zod";
import { externalSources } from "@/lib/core/wire";
import { explanation } from "./search/explanation";

const decimal = z.union(
  [z.string().regex(/^\d{1,20}(\.\d{1,10})?$/), z.number().nonnegative().max(1e20).transform(String)],
  'must be a number such as 850000 or "450000.25"',
);

export const searchBody = z
  .object({
    query: z.string().trim().min(1).max(1_000),
    store_id: z.string().max(64).nullish(),
    limit: z.number().int().min(1).max(50).default(8),
    filters: z
      .object({
        in_stock: z.boolean().nullish(),
        price_min: decimal.nullish(),
        price_max: decimal.nullish(),
        category: z.string().max(200).nullish(),
        tags: z.array(z.string().max(200)).max(50).nullish(),
        external_source: z.enum(externalSources).nullish(),
      })
      .nullish(),
    /** Why each hit was found. For sessions; with an access key it changes nothing. */
    explain: z.boolean().nullish(),
  })
  .transform((wire) => ({
    query: wire.query,
    storeId: wire.store_id ?? undefined,
    limit: wire.limit,
    filters: {
      inStock: wire.filters?.in_stock ?? undefined,
      priceMin: wire.filters?.price_min ?? undefined,
      priceMax: wire.filters?.price_max ?? undefined,
      category: wire.filters?.category ?? undefined,
      tags: wire.filters?.tags ?? undefined,
      externalSource: wire.filters?.external_source ?? undefined,
    },
    explain: wire.explain ?? undefined,
  }));
export type SearchInput = {
  query: string;
  storeId?: string | undefined;
  limit?: number;
  filters?: Partial<z.output<typeof searchBody>["filters"]>;
  explain?: boolean | undefined;
};

export const searchAnswer = z
  .object({
    query: z.string(),
    tookMs: z.number(),
    results: z.array(
      z.object({
        product: z
          .object({
            id: z.string(),
            externalId: z.string(),
            title: z.string(),
            price: z.string().nullable(),
            currency: z.string().nullable(),
            inStock: z.boolean(),
            link: z.string().nullable(),
            image: z.string().nullable(),
          })
          .transform((product) => ({
            id: product.id,
            external_id: product.externalId,
            title: product.title,
            price: product.price,
            currency: product.currency,
            in_stock: product.inStock,
            link: product.link,
            image: product.image,
          })),
        chunk: z.object({ id: z.string(), text: z.string() }),
        score: z.number(),
        matched: z.object({ semantic: z.boolean(), lexical: z.boolean() }),
        explanation: explanation.optional(),
      }),
    ),
    /** Of an explained answer: the query could not be embedded, so words alone answered. */
    withoutMeaning: z.boolean().optional(),
  })
  .transform(({ query, tookMs, results, withoutMeaning }) => ({
    query,
    took_ms: tookMs,
    results,
    ...(withoutMeaning === undefined ? {} : { without_meaning: withoutMeaning }),
  }));
export type SearchAnswer = z.input<typeof searchAnswer>;

export const statsQuery = z.object({ store_id: z.string().max(64).optional() }).transform((wire) => ({ storeId: wire.store_id }));

export const statsAnswer = z
  .object({
    products: z.number(),
    publishable: z.number(),
    chunks: z.number(),
    embedded: z.number(),
    waiting: z.number(),
    models: z.array(
      z.object({
        name: z.string(),
        version: z.string(),
        dimensions: z.number(),
        state: z.enum(["active", "building", "retired"]),
        embeddings: z.number(),
      }),
    ),
    savings: z.object({
      tokensPaid: z.number(),
      tokensAvoided: z.number(),
      costUsd: z.string(),
      costAvoidedUsd: z.string(),
      textsPaid: z.number(),
      textsAvoided: z.number(),
    }),
    /** The embedded default finds spelling, not meaning. */
    isSpellingOnly: z.boolean(),
  })
  .transform((stats) => ({
    products: stats.products,
    publishable: stats.publishable,
    chunks: stats.chunks,
    embedded: stats.embedded,
    waiting: stats.waiting,
    models: stats.models,
    savings: {
      tokens_embedded: stats.savings.tokensPaid,
      tokens_avoided: stats.savings.tokensAvoided,
      cost_usd: stats.savings.costUsd,
      cost_avoided_usd: stats.savings.costAvoidedUsd,
      texts_embedded: stats.savings.textsPaid,
      texts_avoided: stats.savings.textsAvoided,
    },
    is_spelling_only: stats.isSpellingOnly,
  }));
export type KnowledgeStats = z.input<typeof statsAnswer>;
