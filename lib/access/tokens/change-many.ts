import type { Deps } from "@/lib/core/deps";
import { AppError, type ErrorCode } from "@/lib/core/errors";
import { requireAdmin, type Caller } from "../caller";
import { revokeToken, switchToken, switchTokenBack } from "./change-token";

/** A page of a list has no more rows to tick. */
export const MAX_AT_ONCE = 100;

/** `entry`: its number in the log, by which that very act can be taken back. */
export type Switched = { id: string; entry: string };
/** Each token by itself: one that cannot be changed does not hold the others back. */
export type ManyChanged<T> = { changed: T[]; failed: { id: string; code: ErrorCode }[] };

/** @param act null: there was nothing to change */
async function each<T>(ids: readonly string[], act: (id: string) => Promise<T | null>): Promise<ManyChanged<T>> {
  const outcome: ManyChanged<T> = { changed: [], failed: [] };
  for (const id of new Set(ids)) {
    try {
      const changed = await act(id);
      if (changed !== null) outcome.changed.push(changed);
    } catch (error) {
      if (!(error instanceof AppError)) throw error;
      outcome.failed.push({ id, code: error.code });
    }
  }
  return outcome;
}

/** @throws AppError body_invalid */
function bounded<T>(ticked: readonly T[]): readonly T[] {
  if (ticked.length > MAX_AT_ONCE) throw new AppError("body_invalid");
  return ticked;
}

/** On or off. `changed` names only those that were not so before. @throws AppError forbidden, body_invalid */
export async function switchTokens(
  deps: Pick<Deps, "db">,
  caller: Caller,
  ids: readonly string[],
  isActive: boolean,
): Promise<ManyChanged<Switched>> {
  requireAdmin(caller);
  return each(bounded(ids), async (id) => {
    const entry = await switchToken(deps, caller, id, isActive);
    return entry === null ? null : { id, entry: String(entry) };
  });
}

const ENTRY = /^\d{1,18}$/;

/**
 * Takes back what `switchTokens` did, where nobody has touched the token since: what somebody else switched, or revoked, stays so.
 * @throws AppError forbidden, body_invalid
 */
export async function switchTokensBack(
  deps: Pick<Deps, "db">,
  caller: Caller,
  switched: readonly Switched[],
): Promise<ManyChanged<Switched>> {
  requireAdmin(caller);
  const entries = new Map(bounded(switched).map(({ id, entry }) => [id, ENTRY.test(entry) ? BigInt(entry) : -1n]));
  return each([...entries.keys()], async (id) => ({
    id,
    entry: String(await switchTokenBack(deps, caller, id, entries.get(id) ?? -1n)),
  }));
}

/** They stop at once, their events stay. @throws AppError forbidden, body_invalid */
export async function revokeTokens(deps: Pick<Deps, "db" | "now">, caller: Caller, ids: readonly string[]): Promise<ManyChanged<string>> {
  requireAdmin(caller);
  return each(bounded(ids), async (id) => {
    await revokeToken(deps, caller, id);
    return id;
  });
}
