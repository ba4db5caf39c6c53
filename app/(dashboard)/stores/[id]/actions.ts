"use server";

import { revalidatePath } from "next/cache";
import { attempt, type Attempt } from "@/app/_actions/attempt";
import { currentCaller } from "@/lib/http/current-caller";
import { currentLanguage } from "@/lib/http/preferences";
import { confirmGone, dismissGone } from "@/lib/integrations/digest/decide-gone";
import { getDeps } from "@/lib/runtime";

/** What a digest found gone: deletes it, or leaves it. The use cases know whose store it is. */
export async function decideGoneAction(runId: string, decision: "confirm" | "dismiss"): Promise<Attempt<void>> {
  const [caller, deps, language] = await Promise.all([currentCaller(), getDeps(), currentLanguage()]);
  const decided = await attempt(language, () => (decision === "confirm" ? confirmGone : dismissGone)(deps, caller, runId));
  revalidatePath("/stores", "layout");
  return decided;
}
