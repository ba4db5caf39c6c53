import { z } from "zod";
import { Prisma } from "@/lib/core/db";
import type { Deps } from "@/lib/core/deps";
import { AppError } from "@/lib/core/errors";
import { isUuid, storesOf, type Caller } from "../caller";
import { publicSql, ruledOutSql, type VisibilityChanges, type VisibilityPreview, visibilitySelect } from "./visibility";

/** Products looked at; past it the numbers are of these alone, and the answer says so. */
export const PREVIEWED_UP_TO = 100_000;
const MAX_NAMED = 5;

const row = z.object({
  looked: z.number(),
  disappearing: z.number(),
  appearing: z.number(),
  visible: z.number(),
  disappearing_titles: z.array(z.string()),
  appearing_titles: z.array(z.string()),
});

/** What these rules would change, before anybody saves them: worked out by the same conditions that search obeys. @throws AppError store_not_found */
export async function previewVisibility(
  { db }: Pick<Deps, "db">,
  caller: Caller,
  storeId: string,
  changes: VisibilityChanges,
): Promise<VisibilityPreview> {
  const store = isUuid(storeId)
    ? await db.store.findFirst({ where: { AND: [{ id: storeId }, storesOf(caller)] }, select: { id: true, ...visibilitySelect } })
    : null;
  if (!store) throw new AppError("store_not_found");
  const rules = {
    hideOutOfStock: changes.hideOutOfStock ?? store.hideOutOfStock,
    hideUnpriced: changes.hideUnpriced ?? store.hideUnpriced,
    hiddenCategories: changes.hiddenCategories ?? store.hiddenCategories,
    hiddenTags: changes.hiddenTags ?? store.hiddenTags,
  };
  // The rules asked about take the place of the store's columns, under the same names.
  const asked = Prisma.sql`(SELECT ${rules.hideOutOfStock}::boolean AS hide_out_of_stock, ${rules.hideUnpriced}::boolean AS hide_unpriced,
    ${rules.hiddenCategories}::text[] AS hidden_categories, ${rules.hiddenTags}::text[] AS hidden_tags)`;
  const found = await db.$queryRaw<unknown[]>`
    WITH looked AS MATERIALIZED (
      SELECT p.title, p.in_stock, p.price, p.categories, p.tags, ${ruledOutSql} AS was_out
      FROM store s JOIN LATERAL (SELECT * FROM product p WHERE p.store_id = s.id AND ${publicSql} AND NOT p.is_hidden LIMIT ${PREVIEWED_UP_TO + 1}) p ON TRUE
      WHERE s.id = ${store.id}::uuid
    ), judged AS (SELECT p.title, p.was_out, ${ruledOutSql} AS is_out FROM looked p CROSS JOIN ${asked} s)
    SELECT count(*)::int AS looked, count(*) FILTER (WHERE NOT is_out)::int AS visible,
      count(*) FILTER (WHERE is_out AND NOT was_out)::int AS disappearing, count(*) FILTER (WHERE was_out AND NOT is_out)::int AS appearing,
      ARRAY(SELECT j.title FROM judged j WHERE j.is_out AND NOT j.was_out ORDER BY j.title LIMIT ${MAX_NAMED}) AS disappearing_titles,
      ARRAY(SELECT j.title FROM judged j WHERE j.was_out AND NOT j.is_out ORDER BY j.title LIMIT ${MAX_NAMED}) AS appearing_titles
    FROM judged`;
  const [counted] = z.array(row).parse(found);
  if (!counted) throw new AppError("store_not_found");
  return {
    visible: counted.visible,
    disappearing: counted.disappearing,
    appearing: counted.appearing,
    disappearingTitles: counted.disappearing_titles,
    appearingTitles: counted.appearing_titles,
    isPartial: counted.looked > PREVIEWED_UP_TO,
  };
}
