"use server";

import { revalidatePath } from "next/cache";
import { z } from "zod";
import { attempt, type Attempt } from "@/app/_actions/attempt";
import { previewReplay, type ReplayPreview } from "@/lib/events/preview-replay";
import { replayEvent, replayEvents } from "@/lib/events/replay-events";
import type { EventFilters } from "@/lib/events/wire";
import { currentCaller } from "@/lib/http/current-caller";
import { currentLanguage } from "@/lib/http/preferences";
import { fill } from "@/lib/i18n/ui/translated";
import { uiOf } from "@/lib/i18n/ui/ui";
import { getDeps } from "@/lib/runtime";
import { singles } from "../_data/address";
import { isAnySet } from "../_data/several";
import { eventFiltersOf, eventSearch } from "./filters";

/** Answers the sentence to say. Whose event it is, the use case checks. */
export async function replayAction(id: string): Promise<Attempt<string>> {
  const [caller, deps, language] = await Promise.all([currentCaller(), getDeps(), currentLanguage()]);
  const { t } = uiOf(language);
  const replayed = await attempt(language, () => replayEvent(deps, caller, String(id)));
  if (!replayed.ok) return replayed;
  deps.nudge(replayed.value.storeIds);
  revalidatePath("/events", "layout");
  return { ok: true, value: replayed.value.queued > 0 ? t.events.replay.queued : t.events.replay.alreadyWaiting };
}

/** What somebody looks at: ticked rows, or all that the page's address finds. `count` is what they were told. */
export type Chosen = { ids: readonly string[] } | { filters: Record<string, string>; count: string };
/** Many pages of a live list: what newer events have pushed off it stays ticked. */
const MAX_TICKED = 1_000;

const address = z.record(z.string(), z.string());

function filtersOf(chosen: Chosen, now: Date): EventFilters | null {
  if ("ids" in chosen) {
    const ids = z.array(z.string()).min(1).max(MAX_TICKED).safeParse(chosen.ids);
    return ids.success ? { ...eventFiltersOf(eventSearch.parse({}), now), ids: ids.data } : null;
  }
  const given = address.safeParse(chosen.filters);
  const filters = eventFiltersOf(eventSearch.parse(singles(given.data ?? {})), now);
  // Without any filter this would be everything ever: the page offers it only for a filtered list.
  return isAnySet(filters) ? filters : null;
}

/** What replaying these would do. */
export async function previewReplayAction(chosen: Chosen): Promise<Attempt<ReplayPreview>> {
  const [caller, deps, language] = await Promise.all([currentCaller(), getDeps(), currentLanguage()]);
  const filters = filtersOf(chosen, deps.now());
  if (filters === null) return { ok: false, problem: uiOf(language).t.common.unknownError };
  return attempt(language, () => previewReplay(deps, caller, filters));
}

/** What the person looks at is what runs again; whose events they are, the use case checks. Answers the sentence to say. */
export async function replayManyAction(chosen: Chosen): Promise<Attempt<string>> {
  const [caller, deps, language] = await Promise.all([currentCaller(), getDeps(), currentLanguage()]);
  const { t, format } = uiOf(language);
  const filters = filtersOf(chosen, deps.now());
  if (filters === null) return { ok: false, problem: t.common.unknownError };
  const replayed = await attempt(language, () => replayEvents(deps, caller, filters));
  if (!replayed.ok) return replayed;
  deps.nudge(replayed.value.storeIds);
  revalidatePath("/events", "layout");
  const { queued } = replayed.value;
  const left = "ids" in chosen ? chosen.ids.length - queued : 0;
  const count = format.number(queued);
  return {
    ok: true,
    value: left > 0 ? fill(t.table.replay.doneWaiting, { count, waiting: format.number(left) }) : fill(t.events.replay.manyDone, { count }),
  };
}
