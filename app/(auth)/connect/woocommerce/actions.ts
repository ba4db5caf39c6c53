"use server";

import { redirect } from "next/navigation";
import { attempt } from "@/app/_actions/attempt";
import { approveConnection, refuseConnection } from "@/lib/access/connect/approve-connection";
import { storeChoice } from "@/lib/access/connect/wire";
import { currentCaller } from "@/lib/http/current-caller";
import { currentLanguage } from "@/lib/http/preferences";
import { uiOf } from "@/lib/i18n/ui/ui";
import { getDeps } from "@/lib/runtime";

export type ConnectProblem = { problem?: string; name?: string };

/**
 * The person's answer. Next takes an action only from our own pages (its Origin check), and everything the page showed
 * is checked anew here: the query comes from the browser.
 */
export async function connectAction(query: Record<string, string>, form: FormData): Promise<ConnectProblem> {
  const [caller, deps, language] = await Promise.all([currentCaller(), getDeps(), currentLanguage()]);
  const storeId = form.get("store");
  const choice = storeChoice.safeParse(
    typeof storeId === "string" && storeId !== "" ? { storeId } : { storeId: null, storeName: form.get("name") },
  );
  if (!choice.success) return { name: uiOf(language).t.connect.nameMissing };
  const approved = await attempt(language, () => approveConnection(deps, caller, query, choice.data));
  if (!approved.ok) return { problem: approved.problem };
  redirect(approved.value);
}

export async function cancelAction(query: Record<string, string>): Promise<ConnectProblem> {
  const [, deps, language] = await Promise.all([currentCaller(), getDeps(), currentLanguage()]);
  const refused = await attempt(language, () => Promise.resolve(refuseConnection(deps, query)));
  if (!refused.ok) return { problem: refused.problem };
  redirect(refused.value);
}
