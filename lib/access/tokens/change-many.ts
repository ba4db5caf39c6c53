import { z } from "zod";
import type { Db, Prisma } from "@/lib/core/db";
import type { Deps } from "@/lib/core/deps";
import { AppError, type ErrorCode } from "@/lib/core/errors";
import { recordAudits } from "../audit";
import { isUuid, requireAdmin, storesOf, type Caller } from "../caller";
import { revokeToken } from "./change-token";
import { forgetTokens } from "./find-token";
import { tokenWhere, type TokenChoice } from "./token-filter";

/** One act changes this many at the most: what was changed is answered by name, so that just that can be taken back. */
export const MAX_CHANGED_AT_ONCE = 1_000;
/** Each of these is an act that nothing takes back. */
export const MAX_REVOKED_AT_ONCE = 100;

/** The switch, or a later end; `until` null: without an end. */
export type ManyChange = { isActive: boolean } | { until: Date | null };

/** A changed token, and the number of that act in the log, by which just that can be taken back. */
export type ChangedToken = { id: string; name: string; entry: string };
/** Each token by itself: one that cannot be changed does not hold the others back. */
export type ManyChanged<T> = { changed: T[]; failed: { id: string; code: ErrorCode }[] };

/** What the change would change. An end is only ever put off: what lasts longer already stays as it is. */
export function changedBy(change: ManyChange): Prisma.IntegrationTokenWhereInput {
  if ("isActive" in change) return { isActive: !change.isActive };
  return { expiresAt: change.until === null ? { not: null } : { lt: change.until } };
}

/** What the change would leave as it is: not simply the others, because what has no end is in no comparison. */
export function leftBy(change: ManyChange): Prisma.IntegrationTokenWhereInput {
  if ("isActive" in change) return { isActive: change.isActive };
  return change.until === null ? { expiresAt: null } : { OR: [{ expiresAt: null }, { expiresAt: { gte: change.until } }] };
}

const lockedSelect = {
  id: true,
  name: true,
  storeId: true,
  isActive: true,
  expiresAt: true,
} as const satisfies Prisma.IntegrationTokenSelect;
type Locked = Prisma.IntegrationTokenGetPayload<{ select: typeof lockedSelect }>;
type Settings = Partial<Pick<Locked, "isActive" | "expiresAt">>;

/** In one order, so that two who change the same tokens wait for each other, never in a ring; as they are once they are locked. */
async function lock(tx: Db, where: Prisma.IntegrationTokenWhereInput): Promise<Locked[]> {
  const found = await tx.integrationToken.findMany({ where, select: { id: true }, orderBy: { id: "asc" }, take: MAX_CHANGED_AT_ONCE });
  const ids = found.map(({ id }) => id);
  await tx.$queryRaw`SELECT 1 AS locked FROM integration_token WHERE id = ANY (${ids}::uuid[]) ORDER BY id FOR NO KEY UPDATE`;
  return tx.integrationToken.findMany({ where: { AND: [where, { id: { in: ids } }] }, select: lockedSelect, orderBy: { id: "asc" } });
}

const asDetails = ({ expiresAt, ...rest }: Settings) => ({
  ...rest,
  ...(expiresAt === undefined ? {} : { expiresAt: expiresAt?.toISOString() ?? null }),
});

/** Each on record with what it was and became, as a change of one token is. */
async function write(tx: Db, caller: Caller, changes: readonly { token: Locked; after: Settings }[]): Promise<ChangedToken[]> {
  if (changes.length === 0) return [];
  const rows = changes.map(({ token, after }) => ({ ...token, ...after }));
  const ends = rows.map(({ expiresAt }) => expiresAt?.toISOString() ?? null);
  await tx.$executeRaw`
    UPDATE integration_token SET is_active = t.is_active, expires_at = t.expires_at
    FROM unnest(${rows.map(({ id }) => id)}::uuid[], ${rows.map(({ isActive }) => String(isActive))}::text[]::boolean[], ${ends}::text[]::timestamptz[])
      AS t (id, is_active, expires_at) WHERE integration_token.id = t.id`;
  const before = ({ token, after }: (typeof changes)[number]): Settings => ({
    ...("isActive" in after && { isActive: token.isActive }),
    ...("expiresAt" in after && { expiresAt: token.expiresAt }),
  });
  const entries = await recordAudits(
    tx,
    caller,
    changes.map((change) => ({
      action: "token.update" as const,
      targetType: "token" as const,
      targetId: change.token.id,
      storeId: change.token.storeId,
      details: { before: asDetails(before(change)), after: asDetails(change.after) },
    })),
  );
  return changes.map(({ token: { id, name } }, at) => ({ id, name, entry: String(entries[at]) }));
}

const NONE: ManyChanged<ChangedToken> = { changed: [], failed: [] };

/**
 * Changes every token the choice finds, up to `MAX_CHANGED_AT_ONCE`. `changed` names only those that were not so before,
 * `failed` those named by id that are not there. May run twice. @throws AppError forbidden, body_invalid
 */
export async function changeTokens(
  { db, now }: Pick<Deps, "db" | "now">,
  caller: Caller,
  choice: TokenChoice,
  change: ManyChange,
): Promise<ManyChanged<ChangedToken>> {
  requireAdmin(caller);
  const ids = [...new Set(choice.ids ?? [])];
  if (ids.length > MAX_CHANGED_AT_ONCE) throw new AppError("body_invalid");
  const where = tokenWhere(caller, choice, now());
  if (where === null) return NONE;
  const after: Settings = "isActive" in change ? { isActive: change.isActive } : { expiresAt: change.until };
  const outcome = await db.$transaction(async (tx) => {
    const tokens = await lock(tx, { AND: [where, changedBy(change)] });
    const changed = await write(
      tx,
      caller,
      tokens.map((token) => ({ token, after })),
    );
    const there = ids.length > 0 ? await tx.integrationToken.findMany({ where, select: { id: true } }) : [];
    const isThere = new Set(there.map(({ id }) => id));
    return { changed, failed: ids.filter((id) => !isThere.has(id)).map((id) => ({ id, code: "token_not_found" as const })) };
  });
  forgetTokens();
  return outcome;
}

const ENTRY = /^\d{1,18}$/;
/** What `changeTokens` writes and nothing else: a change of more than that is not its own to take back. */
const undoable = z.object({
  target_id: z.string(),
  entry: z.string(),
  before: z.union([z.strictObject({ isActive: z.boolean() }), z.strictObject({ expiresAt: z.iso.datetime().nullable() })]),
});

/**
 * Takes back what `changeTokens` did, where that is the last thing anybody did to the token, and was the caller's own:
 * what somebody else changed, or revoked, stays so. @throws AppError forbidden, body_invalid
 */
export async function takeTokensBack(
  { db }: Pick<Deps, "db">,
  caller: Caller,
  changed: readonly Pick<ChangedToken, "id" | "entry">[],
): Promise<ManyChanged<ChangedToken>> {
  requireAdmin(caller);
  if (changed.length > MAX_CHANGED_AT_ONCE) throw new AppError("body_invalid");
  const entryOf = new Map(changed.map(({ id, entry }) => [id, entry]));
  const [ids, entries] = [[...entryOf.keys()], [...entryOf.values()].filter((entry) => ENTRY.test(entry))];
  const outcome = await db.$transaction(async (tx) => {
    const tokens = await lock(tx, { store: storesOf(caller), revokedAt: null, id: { in: ids.filter(isUuid) } });
    const rows = await tx.$queryRaw<unknown[]>`
      SELECT a.target_id, a.id::text AS entry, a.details->'before' AS before FROM audit_entry a
      WHERE a.id = ANY (${entries}::text[]::bigint[]) AND a.action = 'token.update' AND a.target_type = 'token' AND a.actor_id = ${caller.userId}::uuid
        AND NOT EXISTS (SELECT 1 FROM audit_entry later WHERE later.target_type = 'token' AND later.target_id = a.target_id AND later.id > a.id)`;
    const last = new Map(rows.map((row) => undoable.safeParse(row)).flatMap(({ data }) => (data ? [[data.target_id, data]] : [])));
    const back = tokens.flatMap((token) => {
      const found = last.get(token.id);
      if (found === undefined || found.entry !== entryOf.get(token.id)) return [];
      const { before } = found;
      return [
        { token, after: "isActive" in before ? before : { expiresAt: before.expiresAt === null ? null : new Date(before.expiresAt) } },
      ];
    });
    const done = await write(tx, caller, back);
    const isThere = new Set(tokens.map(({ id }) => id));
    const isDone = new Set(done.map(({ id }) => id));
    const code = (id: string) => (isThere.has(id) ? ("changed_meanwhile" as const) : ("token_not_found" as const));
    return { changed: done, failed: ids.filter((id) => !isDone.has(id)).map((id) => ({ id, code: code(id) })) };
  });
  forgetTokens();
  return outcome;
}

/** They stop at once, their events stay. @throws AppError forbidden, body_invalid */
export async function revokeTokens(deps: Pick<Deps, "db" | "now">, caller: Caller, ids: readonly string[]): Promise<ManyChanged<string>> {
  requireAdmin(caller);
  if (ids.length > MAX_REVOKED_AT_ONCE) throw new AppError("body_invalid");
  const outcome: ManyChanged<string> = { changed: [], failed: [] };
  for (const id of new Set(ids)) {
    try {
      await revokeToken(deps, caller, id);
      outcome.changed.push(id);
    } catch (error) {
      if (!(error instanceof AppError)) throw error;
      outcome.failed.push({ id, code: error.code });
    }
  }
  return outcome;
}
