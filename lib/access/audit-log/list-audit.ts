import { z } from "zod";
import { countRows } from "@/lib/core/count-rows";
import { cutPage, decodeCursor } from "@/lib/core/cursor";
import { Prisma } from "@/lib/core/db";
import type { Deps } from "@/lib/core/deps";
import type { Page } from "@/lib/core/wire";
import { isUuid, requireAdmin, type Caller } from "../caller";
import { likeOf } from "./address-pattern";
import { nameTargets } from "./name-targets";
import type { AuditFilters, AuditRow } from "./wire";

/** Time, then number: a keyset that filters by time can use as well. 18 digits are always a bigint of the database. */
const keys = [z.iso.datetime().refine((time) => time >= "0001"), z.string().regex(/^\d{1,18}$/)] as const;
const OLDEST_FIRST = "created_at";
/** The cursor carries an order that is not the usual one. */
const newestPlace = z.tuple([...keys]);
const oldestPlace = z.tuple([z.literal(OLDEST_FIRST), ...keys]).transform(([, time, id]) => [time, id] as const);

const entryRow = z.object({
  id: z.bigint(),
  actor_id: z.string().nullable(),
  actor_kind: z.string(),
  actor_email: z.string().nullable(),
  action: z.string(),
  target_type: z.string(),
  target_id: z.string(),
  store_id: z.string().nullable(),
  details: z.record(z.string(), z.unknown()),
  source_ip: z.string().nullable(),
  request_id: z.string().nullable(),
  created_at: z.date(),
});

const orders = {
  "-created_at": { by: Prisma.sql`ORDER BY a.created_at DESC, a.id DESC`, beyond: Prisma.sql`<` },
  created_at: { by: Prisma.sql`ORDER BY a.created_at, a.id`, beyond: Prisma.sql`>` },
} as const satisfies Record<AuditFilters["ordering"], object>;

function conditionsOf(filters: AuditFilters): Prisma.Sql {
  const conditions = [Prisma.sql`TRUE`];
  if (filters.userId) conditions.push(Prisma.sql`a.actor_id = ${filters.userId}::uuid`);
  if (filters.storeId) conditions.push(Prisma.sql`a.store_id = ${filters.storeId}::uuid`);
  if (filters.action) conditions.push(Prisma.sql`a.action = ${filters.action}`);
  if (filters.targetType) conditions.push(Prisma.sql`a.target_type = ${filters.targetType}`);
  if (filters.targetId) conditions.push(Prisma.sql`a.target_id = ${filters.targetId}`);
  if (filters.since) conditions.push(Prisma.sql`a.created_at >= ${filters.since}`);
  if (filters.until) conditions.push(Prisma.sql`a.created_at < ${filters.until}`);
  // Its index (audit_entry_by_address) reads the whole address and how it begins alike.
  if (filters.sourceIp) conditions.push(Prisma.sql`a.source_ip LIKE ${likeOf(filters.sourceIp)}`);
  return Prisma.join(conditions, " AND ");
}

/** What cannot be an id of ours finds nothing. @throws AppError forbidden: from where others acted is for administrators only */
function isPossible(caller: Caller, { userId, storeId, sourceIp }: AuditFilters): boolean {
  if (sourceIp !== undefined) requireAdmin(caller);
  return [userId, storeId].every((id) => !id || isUuid(id));
}

/** An administrator reads all; others their own acts, what concerned their stores, and what was done to their account. */
const mayRead = (caller: Caller): Prisma.Sql =>
  caller.role === "ADMIN"
    ? Prisma.sql`TRUE`
    : Prisma.sql`(a.actor_id = ${caller.userId}::uuid
        OR a.store_id = ANY (ARRAY(SELECT s.id FROM store s WHERE s.owner_id = ${caller.userId}::uuid))
        OR (a.target_type = 'user' AND a.target_id = ${caller.userId}))`;

/** The same rule as one limited look into an index each: with OR the database would walk the whole log back to a quiet owner's last entry. */
function firstOf(caller: Caller, rest: Prisma.Sql, order: Prisma.Sql, take: number): Prisma.Sql {
  const look = (mine: Prisma.Sql) =>
    Prisma.sql`(SELECT a.id, a.created_at FROM audit_entry a WHERE ${mine} AND ${rest} ${order} LIMIT ${take})`;
  if (caller.role === "ADMIN") return look(Prisma.sql`TRUE`);
  const me = caller.userId;
  return Prisma.sql`${look(Prisma.sql`a.actor_id = ${me}::uuid`)}
    UNION (SELECT own.id, own.created_at FROM store s CROSS JOIN LATERAL ${look(Prisma.sql`a.store_id = s.id`)} own WHERE s.owner_id = ${me}::uuid)
    UNION ${look(Prisma.sql`a.target_type = 'user' AND a.target_id = ${me}`)}`;
}

/** Who did what, newest first unless asked otherwise, without the count. @throws AppError cursor_invalid, forbidden */
export async function readAudit({ db }: Pick<Deps, "db">, caller: Caller, filters: AuditFilters): Promise<Omit<Page<AuditRow>, "count">> {
  const isOldestFirst = filters.ordering === OLDEST_FIRST;
  const after = filters.cursor === undefined ? null : decodeCursor(filters.cursor, isOldestFirst ? oldestPlace : newestPlace);
  if (!isPossible(caller, filters)) return { next: null, rows: [] };
  const { by, beyond } = orders[filters.ordering];
  const conditions = conditionsOf(filters);
  const rest = after
    ? Prisma.sql`${conditions} AND (a.created_at, a.id) ${beyond} (${new Date(after[0])}, ${BigInt(after[1])})`
    : conditions;
  const take = filters.limit + 1;
  const raw = await db.$queryRaw<unknown[]>`
      SELECT a.id, a.actor_id::text AS actor_id, a.actor_kind, u.email AS actor_email, a.action, a.target_type, a.target_id,
        a.store_id::text AS store_id, a.details, a.source_ip, a.request_id, a.created_at
      FROM (${firstOf(caller, rest, by, take)}) page JOIN audit_entry a ON a.id = page.id LEFT JOIN "user" u ON u.id = a.actor_id
      ${by} LIMIT ${take}`;
  const found = z.array(entryRow).parse(raw);
  const { rows, next } = cutPage(found, filters.limit, (entry) => [
    ...(isOldestFirst ? [OLDEST_FIRST] : []),
    entry.created_at.toISOString(),
    String(entry.id),
  ]);
  const names = await nameTargets(db, caller, rows);
  return {
    next,
    rows: rows.map((entry) => {
      const seesWhere = caller.role === "ADMIN" || entry.actor_id === caller.userId;
      const storeName = entry.store_id === null ? undefined : names.get(`store ${entry.store_id}`);
      return {
        id: String(entry.id),
        action: entry.action,
        actorKind: entry.actor_kind,
        user: entry.actor_id !== null && entry.actor_email !== null ? { id: entry.actor_id, email: entry.actor_email } : null,
        targetType: entry.target_type,
        targetId: entry.target_id,
        targetName: names.get(`${entry.target_type} ${entry.target_id}`) ?? null,
        store: entry.store_id !== null && storeName !== undefined ? { id: entry.store_id, name: storeName } : null,
        details: entry.details,
        sourceIp: seesWhere ? entry.source_ip : null,
        requestId: seesWhere ? entry.request_id : null,
        createdAt: entry.created_at,
      };
    }),
  };
}

/** The same with how many there are. @throws AppError cursor_invalid, forbidden */
export async function listAudit(deps: Pick<Deps, "db">, caller: Caller, filters: AuditFilters): Promise<Page<AuditRow>> {
  const [count, page] = await Promise.all([
    isPossible(caller, filters)
      ? countRows(deps.db, Prisma.sql`SELECT 1 FROM audit_entry a WHERE ${mayRead(caller)} AND ${conditionsOf(filters)}`)
      : { count: 0, isEstimate: false },
    readAudit(deps, caller, filters),
  ]);
  return { count, ...page };
}
