"use server";

import { revalidatePath } from "next/cache";
import { attempt, type Attempt } from "@/app/_actions/attempt";
import { replayEvent, replayEvents } from "@/lib/events/replay-events";
import { currentCaller } from "@/lib/http/current-caller";
import { currentLanguage } from "@/lib/http/preferences";
import { fill } from "@/lib/i18n/ui/translated";
import { uiOf } from "@/lib/i18n/ui/ui";
import { getDeps } from "@/lib/runtime";
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

/** @param filters the page's address: what the person looks at is what runs again. */
export async function replayManyAction(filters: Record<string, string>): Promise<Attempt<string>> {
  const [caller, deps, language] = await Promise.all([currentCaller(), getDeps(), currentLanguage()]);
  const { t, format } = uiOf(language);
  const chosen = eventFiltersOf(eventSearch.parse(filters), deps.now());
  // Without any filter this would be everything ever: the page offers it only for a filtered list.
  if (Object.values(chosen).every((value) => value === undefined)) return { ok: false, problem: t.common.unknownError };
  const replayed = await attempt(language, () => replayEvents(deps, caller, chosen));
  if (!replayed.ok) return replayed;
  deps.nudge(replayed.value.storeIds);
  revalidatePath("/events", "layout");
  return { ok: true, value: fill(t.events.replay.manyDone, { count: format.number(replayed.value.queued) }) };
}
