import { z } from "zod";
import { decimalText } from "@/lib/catalog/wire";
import { toAsciiNumber } from "@/lib/i18n/format";
import type { SearchInput } from "@/lib/knowledge/wire";

const LIMIT = 12;
const amount = z.string().transform(toAsciiNumber).pipe(decimalText).optional().catch(undefined);

/** The page's address; a value that makes no sense is no filter. */
export const knowledgeSearch = z.object({
  q: z.string().max(1_000).optional().catch(undefined),
  store: z.uuid().optional().catch(undefined),
  stock: z.literal("yes").optional().catch(undefined),
  category: z.string().max(200).optional().catch(undefined),
  min: amount,
  max: amount,
});
export type KnowledgeSearch = z.output<typeof knowledgeSearch>;

export const searchInputOf = (search: KnowledgeSearch & { q: string }): SearchInput => ({
  query: search.q,
  storeId: search.store,
  limit: LIMIT,
  filters: { inStock: search.stock === "yes" ? true : undefined, priceMin: search.min, priceMax: search.max, category: search.category },
});
