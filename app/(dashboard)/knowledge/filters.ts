import { z } from "zod";
import { decimalText } from "@/lib/catalog/wire";
import { toAsciiNumber } from "@/lib/i18n/format";
import type { SearchInput } from "@/lib/knowledge/wire";

export const limits = [5, 12, 25, 50] as const;
const DEFAULT_LIMIT = 12;

const query = z.string().max(1_000).optional().catch(undefined);
const store = z.uuid().optional().catch(undefined);
const stock = z.enum(["yes", "no"]).optional().catch(undefined);
const category = z.string().max(200).optional().catch(undefined);
const amount = z.string().transform(toAsciiNumber).pipe(decimalText).optional().catch(undefined);

/** The page's address; a value that makes no sense is no filter. What ends in 2 is the second query's. */
export const knowledgeSearch = z.object({
  q: query,
  store,
  stock,
  category,
  min: amount,
  max: amount,
  q2: query,
  store2: store,
  stock2: stock,
  category2: category,
  min2: amount,
  max2: amount,
  limit: z.coerce.number().pipe(z.literal(limits)).optional().catch(undefined),
});
export type KnowledgeSearch = z.output<typeof knowledgeSearch>;

export const sideNames = ["q", "store", "stock", "category", "min", "max"] as const;
export type Side = Pick<KnowledgeSearch, (typeof sideNames)[number]>;

export const firstSide = ({ q, store, stock, category, min, max }: KnowledgeSearch): Side => ({ q, store, stock, category, min, max });
export const secondSide = ({ q2, store2, stock2, category2, min2, max2 }: KnowledgeSearch): Side => ({
  q: q2,
  store: store2,
  stock: stock2,
  category: category2,
  min: min2,
  max: max2,
});

export const searchInputOf = (side: Side & { q: string }, limit: KnowledgeSearch["limit"]): SearchInput => ({
  query: side.q,
  storeId: side.store,
  limit: limit ?? DEFAULT_LIMIT,
  filters: {
    inStock: side.stock === undefined ? undefined : side.stock === "yes",
    priceMin: side.min,
    priceMax: side.max,
    category: side.category,
  },
  explain: true,
});
export const limitOf = (asked: KnowledgeSearch): number => asked.limit ?? DEFAULT_LIMIT;

/** As the wire names them: what is kept with a judgement. */
export const keptFilters = z.object({
  in_stock: z.boolean().optional(),
  category: z.string().max(200).optional(),
  price_min: z.string().max(40).optional(),
  price_max: z.string().max(40).optional(),
});
/** The same of a search. */
export const judgedFilters = ({ stock, category, min, max }: Side): Record<string, string | boolean> => ({
  ...(stock !== undefined && { in_stock: stock === "yes" }),
  ...(category !== undefined && { category }),
  ...(min !== undefined && { price_min: min }),
  ...(max !== undefined && { price_max: max }),
});
