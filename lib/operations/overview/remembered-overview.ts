import type { Caller } from "@/lib/access/caller";
import { storesMark } from "@/lib/access/stores/stores-mark";
import type { Deps } from "@/lib/core/deps";
import { shortMemory } from "@/lib/core/short-memory";
import type { Language } from "@/lib/i18n/language";
import { showOverview, type Overview } from "./show-overview";

/** Pages ask every second or two, each tab for itself; the figures are of minutes and hours. */
const OVERVIEW_KEPT_MS = 3_000;
const MAX_OVERVIEWS = 500;

type Asked = { deps: Pick<Deps, "db" | "now">; caller: Caller; language: Language };

const overviews = shortMemory<Overview, Asked>(
  "overviews",
  MAX_OVERVIEWS,
  ({ deps, caller, language }) => showOverview(deps, caller, language),
  OVERVIEW_KEPT_MS,
);

/**
 * The overview as it was at most three seconds ago (`now` in it says when): one look at the stores' own rows instead of the
 * figures' queries. Whoever sees the same stores shares it.
 */
export async function rememberedOverview(deps: Asked["deps"], caller: Caller, language: Language): Promise<Overview> {
  const overview = await overviews.find(`${language} ${await storesMark(deps, caller)}`, { deps, caller, language });
  // The memory answers null only where there is nothing, and there always is an overview.
  return overview ?? showOverview(deps, caller, language);
}
