"use server";

import { revalidatePath } from "next/cache";
import { redirect } from "next/navigation";
import { createStore } from "@/lib/access/stores/create-store";
import { newStore } from "@/lib/access/stores/wire";
import { currentCaller } from "@/lib/http/current-caller";
import { currentLanguage } from "@/lib/http/preferences";
import { uiOf } from "@/lib/i18n/ui/ui";
import { getDeps } from "@/lib/runtime";
import { readTypedShop } from "./_data/typed-shop";

export type NewStoreProblem = { fields: { name?: string; shop?: string } };

/** Makes a store and goes to its set-up, where its way of being connected is chosen; or says what to mend. */
export async function createStoreAction(form: FormData): Promise<NewStoreProblem> {
  const [caller, deps, language] = await Promise.all([currentCaller(), getDeps(), currentLanguage()]);
  const words = uiOf(language).t.stores.create;
  const parsed = newStore.safeParse({ name: form.get("name") });
  const shop = readTypedShop(String(form.get("shop") ?? ""));
  if (!parsed.success || shop === null)
    return { fields: { ...(!parsed.success && { name: words.nameMissing }), ...(shop === null && { shop: words.shopInvalid }) } };
  const { id } = await createStore(deps, caller, parsed.data);
  revalidatePath("/stores");
  redirect(`/stores/${id}/setup${shop === "" ? "" : `?shop=${encodeURIComponent(shop)}`}`);
}
