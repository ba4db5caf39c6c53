"use server";

import { revalidatePath } from "next/cache";
import { attempt, type Attempt } from "@/app/_actions/attempt";
import { showStore } from "@/lib/access/stores/stores";
import { generateToken } from "@/lib/access/tokens/generate-token";
import { generateTokenBody } from "@/lib/access/tokens/wire";
import { currentCaller } from "@/lib/http/current-caller";
import { currentLanguage } from "@/lib/http/preferences";
import { fill, withoutIsolates } from "@/lib/i18n/ui/translated";
import { uiOf } from "@/lib/i18n/ui/ui";
import { getDeps } from "@/lib/runtime";

const MAX_NAME = 100;

/** A token of this store; it goes to the browser that asked and is kept nowhere. The use case refuses who is no administrator. */
export async function makeTokenAction(storeId: string): Promise<Attempt<string>> {
  const [caller, deps, language] = await Promise.all([currentCaller(), getDeps(), currentLanguage()]);
  const made = await attempt(language, async () => {
    const store = await showStore(deps, caller, String(storeId));
    const name = withoutIsolates(fill(uiOf(language).t.setup.key.tokenName, { store: store.name })).slice(0, MAX_NAME);
    return generateToken(deps, caller, generateTokenBody.parse({ integration_type: "woocommerce", name, store_id: store.id }));
  });
  revalidatePath("/tokens");
  return made.ok ? { ok: true, value: made.value.secret } : made;
}
