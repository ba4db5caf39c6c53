import { z } from "zod";
import { DEFAULT_LIMIT } from "@/lib/core/wire";
import type { JudgedList } from "@/lib/knowledge/judgements/list-judged";
import { verdicts, type JudgedOrdering } from "@/lib/knowledge/judgements/wire";
import { listParts } from "../../_data/several";

/** As the use case's orderings. The usual one first: in a chip it is no choice. */
export const sorts = {
  "-last": "-judged_at",
  last: "judged_at",
  query: "query",
  "-query": "-query",
  "-thumbs": "-thumbs",
  thumbs: "thumbs",
  "-up": "-up",
  up: "up",
  "-down": "-down",
  down: "down",
} as const satisfies Record<string, JudgedOrdering>;
export type JudgedSort = keyof typeof sorts;
export const sortNames = Object.keys(sorts) as JudgedSort[];
export const USUAL_SORT = "-last" satisfies JudgedSort;

/** The page's address; a value that makes no sense is no filter. */
export const judgedSearch = z.object({
  q: z.string().max(200).optional().catch(undefined),
  store: z.uuid().optional().catch(undefined),
  verdict: z.enum(verdicts).optional().catch(undefined),
  sort: z.enum(sortNames).optional().catch(undefined),
  ...listParts,
});
export type JudgedSearch = z.output<typeof judgedSearch>;

export const judgedListOf = ({ q, store, verdict, sort, cursor }: JudgedSearch): JudgedList => ({
  q,
  storeId: store,
  verdict,
  ordering: sorts[sort ?? USUAL_SORT],
  limit: DEFAULT_LIMIT,
  cursor,
});

/** Every judgement that the filters find, as a file. */
export function judgedExport({ storeId, verdict, q }: JudgedList): string {
  const values = { store_id: storeId, verdict, q };
  const params = new URLSearchParams(Object.entries(values).filter((entry): entry is [string, string] => entry[1] !== undefined));
  return `/api/v1/knowledge/judgements/export/?${params}`;
}
