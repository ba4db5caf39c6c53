import { z } from "zod";
import { isUuid, storesOf, storesOfSql, type Caller } from "@/lib/access/caller";
import { cutPage, decodeCursor } from "@/lib/core/cursor";
import { Prisma } from "@/lib/core/db";
import type { Deps } from "@/lib/core/deps";
import { AppError } from "@/lib/core/errors";
import type { Page } from "@/lib/core/wire";
import { changeKinds, changes, toldCauses, type FieldChange } from "./change";
import type { HistoryQuery, HistoryRow } from "./wire";

/** Nine digits are always an int of the database. */
const place = z.tuple([z.string().regex(/^\d{1,9}$/)]);

const currencyBefore = (fields: readonly FieldChange[], after: string | null): string | null => {
  const change = fields.find(({ field }) => field === "currency");
  return change ? z.string().nullable().parse(change.before) : after;
};

const changeRow = z
  .object({
    number: z.number(),
    at: z.date(),
    kind: z.enum(changeKinds),
    cause: z.enum(toldCauses).nullable(),
    event_id: z.bigint().nullable(),
    job_id: z.string().nullable(),
    currency: z.string().nullable(),
    changes,
  })
  .transform((row): HistoryRow => ({
    number: row.number,
    at: row.at,
    kind: row.kind,
    cause: row.cause && { kind: row.cause, eventId: row.event_id === null ? null : String(row.event_id), jobId: row.job_id },
    currency: { before: currencyBefore(row.changes.fields, row.currency), after: row.currency },
    fields: row.changes.fields,
    variants: row.changes.variants,
  }));

/**
 * A message that had failed and came again says so in its timeline (lib/events/insert-events.ts).
 * Events and jobs that were forgotten meanwhile are not pointed at. The currency after a change is the one that the next
 * change of currency found; where there is none, the product's.
 */
const selectChanges = (productId: string, caller: Caller) => Prisma.sql`
  SELECT c.number, c.at, c.kind, e.id AS event_id, j.id::text AS job_id, c.changes,
    CASE WHEN c.cause = 'event' AND EXISTS (SELECT 1 FROM jsonb_array_elements(e.timeline) AS t (entry)
      WHERE t.entry->>'outcome' = 'arrived_again' AND (t.entry->>'started_at')::timestamptz <= c.at) THEN 'redelivery' ELSE c.cause END AS cause,
    CASE WHEN later.number IS NULL THEN p.currency ELSE later.currency END AS currency
  FROM product_change c JOIN product p ON p.id = c.product_id JOIN store s ON s.id = p.store_id
  LEFT JOIN LATERAL (
    SELECT n.number, f.change->>'before' AS currency FROM product_change n, jsonb_array_elements(n.changes->'fields') AS f (change)
    WHERE n.product_id = c.product_id AND n.number > c.number AND f.change->>'field' = 'currency' ORDER BY n.number LIMIT 1) later ON TRUE
  LEFT JOIN event e ON e.id = c.event_id LEFT JOIN sync_job j ON j.id = c.job_id
  WHERE c.product_id = ${productId}::uuid AND ${storesOfSql(caller)}`;

/**
 * What changed of a product, newest first. At most a hundred rows of it exist, found by the key of the table.
 * @throws AppError product_not_found: no such product, or not of one of the caller's stores.
 */
export async function listHistory(
  { db }: Pick<Deps, "db">,
  caller: Caller,
  productId: string,
  query: HistoryQuery,
): Promise<Page<HistoryRow>> {
  const before = query.cursor === undefined ? null : decodeCursor(query.cursor, place);
  const product = isUuid(productId)
    ? await db.product.findFirst({ where: { id: productId, store: storesOf(caller) }, select: { _count: { select: { changes: true } } } })
    : null;
  if (!product) throw new AppError("product_not_found");
  const found = z.array(changeRow).parse(
    await db.$queryRaw<unknown[]>`
      ${selectChanges(productId, caller)} ${before ? Prisma.sql`AND c.number < ${Number(before[0])}` : Prisma.empty}
      ORDER BY c.number DESC LIMIT ${query.limit + 1}`,
  );
  return {
    count: { count: product._count.changes, isEstimate: false },
    ...cutPage(found, query.limit, ({ number }) => [String(number)]),
  };
}

/** What an event made of its product; null: nothing, or nothing that is still kept. */
export async function changeOfEvent(
  { db }: Pick<Deps, "db">,
  caller: Caller,
  productId: string,
  eventId: string,
): Promise<HistoryRow | null> {
  const rows = await db.$queryRaw<unknown[]>`
    ${selectChanges(productId, caller)} AND c.event_id = ${BigInt(eventId)} ORDER BY c.number DESC LIMIT 1`;
  return z.array(changeRow).parse(rows)[0] ?? null;
}
