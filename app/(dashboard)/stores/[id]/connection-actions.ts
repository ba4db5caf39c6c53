"use server";

import { revalidatePath } from "next/cache";
import { attempt, type Attempt } from "@/app/_actions/attempt";
import { currentCaller } from "@/lib/http/current-caller";
import { currentLanguage } from "@/lib/http/preferences";
import { uiOf } from "@/lib/i18n/ui/ui";
import { testConnection } from "@/lib/integrations/connections/connect-store";
import type { FindingRow } from "@/lib/integrations/connections/wire";
import { leaveShop } from "@/lib/integrations/pull/leave-shop";
import { getDeps } from "@/lib/runtime";
import { changeSchedule, type ScheduleChange } from "@/lib/sync/schedules/change-schedule";
import { rhythmsMinutes, scheduledModes } from "@/lib/sync/schedules/rhythms";

/** Every action checks its caller anew; whose store it is, the use cases check. */

const PATH = "/stores";

export async function testConnectionAction(storeId: string): Promise<Attempt<{ isWorking: boolean; findings: FindingRow[] }>> {
  const [caller, deps, language] = await Promise.all([currentCaller(), getDeps(), currentLanguage()]);
  const tested = await attempt(language, () => testConnection(deps, caller, String(storeId), language));
  revalidatePath(PATH, "layout");
  return tested;
}

export async function disconnectAction(storeId: string): Promise<Attempt<string>> {
  const [caller, deps, language] = await Promise.all([currentCaller(), getDeps(), currentLanguage()]);
  const done = await attempt(language, () => leaveShop(deps, caller, String(storeId)));
  if (!done.ok) return done;
  revalidatePath(PATH, "layout");
  return { ok: true, value: uiOf(language).t.sync.actions.disconnected };
}

/** One select per mode: minutes, or "off". What is none of ours changes nothing. */
export async function changeScheduleAction(storeId: string, form: FormData): Promise<Attempt<string>> {
  const [caller, deps, language] = await Promise.all([currentCaller(), getDeps(), currentLanguage()]);
  const changes = scheduledModes.flatMap((mode): ScheduleChange[] => {
    const chosen = form.get(mode);
    if (chosen === "off") return [{ mode, everyMinutes: null }];
    const everyMinutes = rhythmsMinutes.find((minutes) => String(minutes) === chosen);
    return everyMinutes === undefined ? [] : [{ mode, everyMinutes }];
  });
  const done = await attempt(language, () => changeSchedule(deps, caller, String(storeId), changes));
  if (!done.ok) return done;
  revalidatePath(PATH, "layout");
  return { ok: true, value: uiOf(language).t.sync.schedule.saved };
}
