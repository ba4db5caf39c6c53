"use server";

import { revalidatePath } from "next/cache";
import type { z } from "zod";
import { currentCaller } from "@/lib/http/current-caller";
import { currentLanguage } from "@/lib/http/preferences";
import { uiOf, type Sentences } from "@/lib/i18n/ui/ui";
import { finishAuthorization, beginWooAuthorization } from "@/lib/integrations/connections/authorize-store";
import { beginShopifyAuthorization } from "@/lib/integrations/connections/authorize-shopify";
import { connectStore } from "@/lib/integrations/connections/connect-store";
import { authorizeBody, storeConnectionBody } from "@/lib/integrations/connections/wire";
import { getDeps } from "@/lib/runtime";
import type { ConnectionKind } from "@/lib/sync/connections/connection";
import { tellRefusal, type Refusal } from "./tell-refusal";

/** Where to go on: a page of ours, or the shop's. */
export type Answer = { ok: true; goTo: string } | Refusal;

/** Every action checks its caller anew; whose store it is, the use cases check. */
const world = () => Promise.all([currentCaller(), getDeps(), currentLanguage()]);

/** What was pasted: the job to watch, or what is wrong, the first thing to mend first. */
export async function connectAction(storeId: string, kind: ConnectionKind, form: FormData): Promise<Answer> {
  const [caller, deps, language] = await world();
  const parsed = storeConnectionBody.safeParse(typedIn(form, kind));
  if (!parsed.success) return { ok: false, fields: problemsIn(parsed.error, uiOf(language).t.sync.wizard) };
  try {
    const { taskId } = await connectStore(deps, caller, String(storeId), parsed.data, language);
    revalidatePath("/stores", "layout");
    return { ok: true, goTo: taskId ? `/jobs/${taskId}` : `/stores/${storeId}` };
  } catch (error) {
    return tellRefusal(error, language);
  }
}

/** The shop's own page, where its owner says yes. */
export async function authorizeAction(storeId: string, kind: ConnectionKind, form: FormData): Promise<Answer> {
  const [caller, deps, language] = await world();
  const parsed = authorizeBody.safeParse(typedIn(form, kind));
  if (!parsed.success) return { ok: false, fields: problemsIn(parsed.error, uiOf(language).t.sync.wizard) };
  const asked = parsed.data;
  try {
    const { authorizeUrl } =
      asked.kind === "shopify"
        ? await beginShopifyAuthorization(deps, caller, String(storeId), asked.shopDomain)
        : await beginWooAuthorization(deps, caller, String(storeId), asked.shopUrl);
    return { ok: true, goTo: authorizeUrl };
  } catch (error) {
    return tellRefusal(error, language);
  }
}

/** Back from a WooCommerce shop, whose keys have come meanwhile. */
export async function finishAction(state: string): Promise<Answer> {
  const [caller, deps, language] = await world();
  try {
    const { storeId, taskId } = await finishAuthorization(deps, caller, String(state), language);
    revalidatePath("/stores", "layout");
    return { ok: true, goTo: taskId ? `/jobs/${taskId}` : `/stores/${storeId}` };
  } catch (error) {
    return tellRefusal(error, language);
  }
}

/** As the API would get it: what was left empty is not there, and an address may lack its https://. */
function typedIn(form: FormData, kind: ConnectionKind): Record<string, string> {
  const typed = [...form].flatMap(([name, value]): [string, string][] =>
    typeof value === "string" && value.trim() !== "" ? [[name, value.trim()]] : [],
  );
  const fields: Record<string, string> = { ...Object.fromEntries(typed), kind };
  const url = fields.shop_url;
  return url === undefined || /^\w+:\/\//.test(url) ? fields : { ...fields, shop_url: `https://${url}` };
}

const problemsIn = (error: z.ZodError, words: Sentences["sync"]["wizard"]): Record<string, string> =>
  Object.fromEntries(error.issues.map(({ path: [name], code }) => [String(name), code === "too_big" ? words.tooLong : words.missing]));
