import type { Deps } from "@/lib/core/deps";
import type { Caller } from "../caller";
import { MAX_VIEWS, type ViewScreen } from "./screens";

export type SavedView = { id: string; name: string; query: string };

export const viewSelect = { id: true, name: true, query: true } as const;

/** A person's own views of a screen, in the order they were made; nobody reads another's, administrators neither. */
export async function listViews({ db }: Pick<Deps, "db">, caller: Pick<Caller, "userId">, screen: ViewScreen): Promise<SavedView[]> {
  return db.savedView.findMany({
    where: { userId: caller.userId, screen },
    select: viewSelect,
    orderBy: [{ createdAt: "asc" }, { id: "asc" }],
    take: MAX_VIEWS,
  });
}
