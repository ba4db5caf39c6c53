"use server";

import { revalidatePath } from "next/cache";
import { attempt, type Attempt } from "@/app/_actions/attempt";
import { previewReplay, type ReplayPreview } from "@/lib/events/preview-replay";
import { MAX_REPLAYED, replayEvent, replayEvents } from "@/lib/events/replay-events";
import { currentCaller } from "@/lib/http/current-caller";
import { currentLanguage } from "@/lib/http/preferences";
import { fill } from "@/lib/i18n/ui/translated";
import { uiOf } from "@/lib/i18n/ui/ui";
import { getDeps } from "@/lib/runtime";
import { rowsToActOn, rowsToPreview, type Chosen } from "../_data/chosen-rows";
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

/** Many pages of a live list: what newer events have pushed off it stays ticked. */
const MAX_TICKED = 1_000;

const filtersAt = (now: Date) => (address: Record<string, string>) => eventFiltersOf(eventSearch.parse(address), now);
const maxOf = (chosen: Chosen) => ("ids" in chosen ? MAX_TICKED : MAX_REPLAYED);

/** What replaying these would do. */
export async function previewReplayAction(chosen: Chosen): Promise<Attempt<ReplayPreview>> {
  const [caller, deps, language] = await Promise.all([currentCaller(), getDeps(), currentLanguage()]);
  const rows = rowsToPreview(chosen, { filtersOf: filtersAt(deps.now()), max: maxOf(chosen), ui: uiOf(language) });
  return rows.ok ? attempt(language, () => previewReplay(deps, caller, rows.value)) : rows;
}

/** Whose events they are, the use case checks. Answers the sentence to say. @param seen what the preview named */
export async function replayManyAction(chosen: Chosen, seen: readonly string[]): Promise<Attempt<string>> {
  const [caller, deps, language] = await Promise.all([currentCaller(), getDeps(), currentLanguage()]);
  const ui = uiOf(language);
  const { t, format } = ui;
  const rows = rowsToActOn(chosen, seen, { filtersOf: filtersAt(deps.now()), max: maxOf(chosen), ui });
  if (!rows.ok) return rows;
  const replayed = await attempt(language, () => replayEvents(deps, caller, rows.value));
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
