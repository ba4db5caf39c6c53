"use server";

import { revalidatePath } from "next/cache";
import { z } from "zod";
import { currentCaller } from "@/lib/http/current-caller";
import { currentLanguage } from "@/lib/http/preferences";
import { uiOf } from "@/lib/i18n/ui/ui";
import { getDeps } from "@/lib/runtime";
import { connectionKinds } from "@/lib/sync/connections/connection";
import { syncModes } from "@/lib/sync/jobs/job";
import { requestSync } from "@/lib/sync/jobs/request-sync";
import { listJobs } from "@/lib/sync/jobs/show-job";
import { attempt, type Attempt } from "./attempt";

const asked = z.object({ storeId: z.string(), kind: z.enum(connectionKinds), mode: z.enum(syncModes) });

/** Somebody wants a shop looked at now. Answers the sentence to say; whose store it is, the use case checks. */
export async function requestSyncAction(given: z.input<typeof asked>): Promise<Attempt<string>> {
  const [caller, deps, language] = await Promise.all([currentCaller(), getDeps(), currentLanguage()]);
  const { storeId, kind, mode } = asked.parse(given);
  const queued = await attempt(language, () => requestSync(deps, caller, kind, { storeId, mode, isForced: false }));
  if (!queued.ok) return queued;
  revalidatePath("/stores", "layout");
  revalidatePath("/jobs", "layout");
  const words = uiOf(language).t.sync.actions;
  const running = await listJobs(deps, caller, { storeId, status: "running", ordering: "-created_at", cursor: undefined, limit: 1 });
  // The one that was asked for may have begun by now.
  const isBehind = running.rows.some(({ id }) => id !== queued.value.taskId);
  return { ok: true, value: isBehind ? words.queuedBehind : words.queued };
}
