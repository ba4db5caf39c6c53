"use server";

import { revalidatePath } from "next/cache";
import { hideProduct } from "@/lib/catalog/hide-product";
import { currentCaller } from "@/lib/http/current-caller";
import { currentLanguage } from "@/lib/http/preferences";
import { getDeps } from "@/lib/runtime";
import { attempt, type Attempt } from "./attempt";

/** Keeps a product from the AI, or shows it again; whose product it is, the use case checks. */
export async function hideProductAction(id: string, hidden: boolean): Promise<Attempt<void>> {
  const [caller, deps, language] = await Promise.all([currentCaller(), getDeps(), currentLanguage()]);
  const done = await attempt(language, () => hideProduct(deps, caller, String(id), hidden === true));
  revalidatePath("/", "layout");
  return done.ok ? { ok: true, value: undefined } : done;
}
