import type { Deps } from "@/lib/core/deps";
import { AppError } from "@/lib/core/errors";
import { isUniqueViolation } from "@/lib/core/sql-state";
import { isUuid, type Caller } from "../caller";
import { viewSelect, type SavedView } from "./list-views";
import { MAX_NAME_LENGTH, MAX_QUERY_LENGTH, MAX_VIEWS, type ViewScreen } from "./screens";

/** Whoever was first has the name: the index decides, also between saving and naming anew. @throws AppError view_name_taken */
async function orTaken<T>(work: Promise<T>): Promise<T> {
  try {
    return await work;
  } catch (error) {
    if (isUniqueViolation(error)) throw new AppError("view_name_taken", { cause: error });
    throw error;
  }
}

/** @throws AppError view_invalid */
function checked({ name, query }: { name?: string | undefined; query?: string | undefined }) {
  const text = name?.trim();
  if (text !== undefined && (text === "" || [...text].length > MAX_NAME_LENGTH)) throw new AppError("view_invalid");
  if (query !== undefined && query.length > MAX_QUERY_LENGTH) throw new AppError("view_invalid");
  return { ...(text === undefined ? {} : { name: text }), ...(query === undefined ? {} : { query }) };
}

/**
 * Keeps a list's filters, order and columns under a name. @param query as the screen's own schema has understood it
 * @throws AppError view_invalid, view_name_taken, views_full
 */
export async function saveView(
  { db }: Pick<Deps, "db">,
  caller: Pick<Caller, "userId">,
  screen: ViewScreen,
  given: { name: string; query: string },
): Promise<SavedView> {
  const { name = "", query = "" } = checked(given);
  const saving = db.$transaction(async (tx) => {
    // Two savings at once: the second waits, so that neither passes the other's count.
    await tx.$queryRaw`SELECT id FROM "user" WHERE id = ${caller.userId}::uuid FOR UPDATE`;
    const views = await tx.savedView.findMany({ where: { userId: caller.userId, screen }, select: { name: true }, take: MAX_VIEWS });
    if (views.some((view) => view.name === name)) throw new AppError("view_name_taken");
    if (views.length >= MAX_VIEWS) throw new AppError("views_full");
    return tx.savedView.create({ data: { userId: caller.userId, screen, name, query }, select: viewSelect });
  });
  return orTaken(saving);
}

/** A new name, or what the list shows now. @throws AppError view_not_found, view_invalid, view_name_taken */
export async function updateView(
  { db }: Pick<Deps, "db">,
  caller: Pick<Caller, "userId">,
  id: string,
  given: { name?: string | undefined; query?: string | undefined },
): Promise<SavedView> {
  const changes = checked(given);
  const own = { id, userId: caller.userId };
  if (!isUuid(id)) throw new AppError("view_not_found");
  const { count } = await orTaken(db.savedView.updateMany({ where: own, data: changes }));
  const view = count === 0 ? null : await db.savedView.findFirst({ where: own, select: viewSelect });
  if (!view) throw new AppError("view_not_found");
  return view;
}

/** Answers what it was, so that it can be made again. @throws AppError view_not_found */
export async function deleteView({ db }: Pick<Deps, "db">, caller: Pick<Caller, "userId">, id: string): Promise<SavedView> {
  const view = isUuid(id) ? await db.savedView.findFirst({ where: { id, userId: caller.userId }, select: viewSelect }) : null;
  if (!view) throw new AppError("view_not_found");
  await db.savedView.deleteMany({ where: { id: view.id, userId: caller.userId } });
  return view;
}
