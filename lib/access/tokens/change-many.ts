import type { Deps } from "@/lib/core/deps";
import { AppError, type ErrorCode } from "@/lib/core/errors";
import { isUuid, requireAdmin, storesOf, type Caller } from "../caller";
import { revokeToken, updateToken } from "./change-token";
import type { TokenChanges } from "./wire";

/** A page of a list has no more rows to tick. */
export const MAX_AT_ONCE = 100;

/** Each token by itself: one that cannot be changed does not hold the others back. */
export type ManyChanged = { changed: string[]; failed: { id: string; code: ErrorCode }[] };

async function each(ids: readonly string[], act: (id: string) => Promise<unknown>): Promise<ManyChanged> {
  const outcome: ManyChanged = { changed: [], failed: [] };
  for (const id of new Set(ids)) {
    try {
      await act(id);
      outcome.changed.push(id);
    } catch (error) {
      if (!(error instanceof AppError)) throw error;
      outcome.failed.push({ id, code: error.code });
    }
  }
  return outcome;
}

/** @throws AppError body_invalid */
function bounded(ids: readonly string[]): readonly string[] {
  if (ids.length > MAX_AT_ONCE) throw new AppError("body_invalid");
  return ids;
}

const nothing = {
  name: undefined,
  allowedIps: undefined,
  expiresAt: undefined,
  requireSignature: undefined,
  ratePerMinute: undefined,
  rateBurst: undefined,
} satisfies Partial<TokenChanges>;

/**
 * On or off. `changed` names only those that were not so before: switching just these back undoes it.
 * @throws AppError forbidden, body_invalid
 */
export async function switchTokens(
  { db }: Pick<Deps, "db">,
  caller: Caller,
  ids: readonly string[],
  isActive: boolean,
): Promise<ManyChanged> {
  requireAdmin(caller);
  const already = await db.integrationToken.findMany({
    where: { id: { in: bounded(ids).filter(isUuid) }, isActive, revokedAt: null, store: storesOf(caller) },
    select: { id: true },
  });
  const isSo = new Set(already.map(({ id }) => id));
  return each(
    ids.filter((id) => !isSo.has(id)),
    (id) => updateToken({ db }, caller, id, { ...nothing, isActive }),
  );
}

/** They stop at once, their events stay. @throws AppError forbidden, body_invalid */
export async function revokeTokens(deps: Pick<Deps, "db" | "now">, caller: Caller, ids: readonly string[]): Promise<ManyChanged> {
  requireAdmin(caller);
  return each(bounded(ids), (id) => revokeToken(deps, caller, id));
}
