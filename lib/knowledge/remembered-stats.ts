import { isUuid, type Caller } from "@/lib/access/caller";
import { storesMark } from "@/lib/access/stores/stores-mark";
import type { Deps } from "@/lib/core/deps";
import { shortMemory } from "@/lib/core/short-memory";
import type { Embedders } from "./embedders";
import { knowledgeStats } from "./knowledge-stats";
import type { KnowledgeStats } from "./wire";

/** All texts of a large catalogue are counted for it, and a page that waits for them asks every second or two. */
const STATS_KEPT_MS = 3_000;
const MAX_STATS = 500;

type Asked = { deps: Pick<Deps, "db"> & { embedders: Embedders }; caller: Caller; storeId: string | undefined };

const stats = shortMemory<KnowledgeStats, Asked>(
  "knowledge-stats",
  MAX_STATS,
  ({ deps, caller, storeId }) => knowledgeStats(deps, caller, { storeId }),
  STATS_KEPT_MS,
);

/** For pages as it was at most three seconds ago, for who sees the same stores; for programs as it is. @throws AppError store_not_found */
export async function rememberedStats(
  deps: Asked["deps"],
  caller: Caller,
  { storeId }: { storeId?: string | undefined } = {},
): Promise<KnowledgeStats> {
  // A page looks again by itself; a program that reads "nothing waits" goes on. What is no id is told as no store, without a place in the memory.
  if (caller.kind !== "session" || (storeId !== undefined && !isUuid(storeId))) return knowledgeStats(deps, caller, { storeId });
  const found = await stats.find(await storesMark(deps, caller, storeId), { deps, caller, storeId });
  return found ?? knowledgeStats(deps, caller, { storeId });
}
