import { z } from "zod";
import type { Deps } from "@/lib/core/deps";
import type { Prisma } from "@/lib/core/db";
import { cutPage, decodeCursor } from "@/lib/core/cursor";
import type { Page } from "@/lib/core/wire";
import type { Caller } from "../caller";
import { tokenWhere } from "./token-filter";
import { toTokenRow, tokenSelect, type SelectedToken } from "./token-select";
import { NEWEST_TOKENS_FIRST, type TokenFilters, type TokenOrdering, type TokenRow } from "./wire";

/**
 * Where what has no value stands: never used is longer ago than any use, without an end is later than any end; so both
 * turn round with the order. No index for either: use is written every few seconds, and a hub has thousands of tokens, not
 * millions.
 */
const keys = {
  name: { column: "name", absent: null },
  created_at: { column: "createdAt", absent: null },
  last_used_at: { column: "lastUsedAt", absent: "first" },
  expires_at: { column: "expiresAt", absent: "last" },
} as const;
type Key = keyof typeof keys;

const time = z.iso.datetime().refine((text) => text >= "0001");
/** What a row's sort key can be as text: a cursor comes from outside. */
const keyText = {
  name: z.string().refine((text) => !text.includes("\u0000")),
  created_at: time,
  last_used_at: time.nullable(),
  expires_at: time.nullable(),
} as const satisfies Record<Key, z.ZodType<string | null>>;

function orderOf(ordering: TokenOrdering) {
  const isDescending = ordering.startsWith("-");
  const key = ordering.replace("-", "") as Key;
  const { column, absent } = keys[key];
  const isAbsentFirst = absent !== null && (absent === "first") !== isDescending;
  const sort = isDescending ? ("desc" as const) : ("asc" as const);
  const by = absent === null ? sort : { sort, nulls: isAbsentFirst ? ("first" as const) : ("last" as const) };
  return { key, column, absent, isDescending, isAbsentFirst, orderBy: [{ [column]: by }, { id: sort }] };
}

/** What comes after a cursor's place. @throws AppError cursor_invalid */
function restOf(cursor: string | undefined, ordering: TokenOrdering): Prisma.IntegrationTokenWhereInput {
  if (cursor === undefined) return {};
  const { key, column, absent, isDescending, isAbsentFirst } = orderOf(ordering);
  const [, text, id] = decodeCursor(cursor, z.tuple([z.literal(ordering), keyText[key], z.uuid()]));
  const beyond = <T>(value: T) => (isDescending ? { lt: value } : { gt: value });
  const tie = { id: beyond(id) };
  if (text === null) return { OR: [{ [column]: null, ...tie }, ...(isAbsentFirst ? [{ [column]: { not: null } }] : [])] };
  const value = key === "name" ? text : new Date(text);
  const absentAfter = absent !== null && !isAbsentFirst ? [{ [column]: null }] : [];
  return { OR: [{ [column]: beyond(value) }, { [column]: value, ...tie }, ...absentAfter] };
}

/** As the database has it: a use that is not written down yet is shown, but moves no row while pages are turned. */
function placeOf(row: SelectedToken, ordering: TokenOrdering) {
  const value = row[orderOf(ordering).column];
  return [ordering, value instanceof Date ? value.toISOString() : value, row.id] as const;
}

/** One page without its count; revoked ones are gone from the list. @throws AppError cursor_invalid */
export async function readTokens(
  { db, now }: Pick<Deps, "db" | "now">,
  caller: Caller,
  filters: TokenFilters,
): Promise<Omit<Page<TokenRow>, "count">> {
  const ordering = filters.ordering ?? NEWEST_TOKENS_FIRST;
  const rest = restOf(filters.cursor, ordering);
  const where = tokenWhere(caller, filters, now());
  if (where === null) return { next: null, rows: [] };
  const found = await db.integrationToken.findMany({
    select: tokenSelect,
    where: { AND: [where, rest] },
    orderBy: orderOf(ordering).orderBy,
    take: filters.limit + 1,
  });
  const { rows, next } = cutPage(found, filters.limit, (row) => placeOf(row, ordering));
  return { next, rows: rows.map(toTokenRow) };
}

/** As other lists count (core/count-rows): past this many the number is a bound. */
const COUNTED_UP_TO = 10_000;

/** Tokens of the stores the caller may see, and how many there are. @throws AppError cursor_invalid */
export async function listTokens(deps: Pick<Deps, "db" | "now">, caller: Caller, filters: TokenFilters): Promise<Page<TokenRow>> {
  const where = tokenWhere(caller, filters, deps.now());
  const [count, page] = await Promise.all([
    where === null ? 0 : deps.db.integrationToken.count({ where, take: COUNTED_UP_TO + 1 }),
    readTokens(deps, caller, filters),
  ]);
  return { count: { count, isEstimate: count > COUNTED_UP_TO }, ...page };
}
