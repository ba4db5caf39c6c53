"use server";

import { revalidatePath } from "next/cache";
import { attempt, type Attempt } from "@/app/_actions/attempt";
import { currentCaller } from "@/lib/http/current-caller";
import { currentLanguage } from "@/lib/http/preferences";
import { uiOf } from "@/lib/i18n/ui/ui";
import { getDeps } from "@/lib/runtime";
import { cancelJob } from "@/lib/sync/jobs/cancel-job";

/** Answers the sentence to say. Whose job it is, the use case checks. */
export async function cancelJobAction(id: string): Promise<Attempt<string>> {
  const [caller, deps, language] = await Promise.all([currentCaller(), getDeps(), currentLanguage()]);
  const cancelled = await attempt(language, () => cancelJob(deps, caller, String(id)));
  if (!cancelled.ok) return cancelled;
  revalidatePath("/jobs", "layout");
  return { ok: true, value: uiOf(language).t.sync.job.cancelled };
}
