import { notFound } from "next/navigation";
import { showStore } from "@/lib/access/stores/stores";
import { AppError } from "@/lib/core/errors";
import { currentCaller } from "@/lib/http/current-caller";
import { currentLanguage } from "@/lib/http/preferences";
import { uiOf } from "@/lib/i18n/ui/ui";
import { storeOverviews } from "@/lib/operations/overview/store-overviews";
import { getDeps } from "@/lib/runtime";

/** What every page of a store begins with; the page of what is not there for everybody else's store. */
export async function readStorePage(id: string) {
  const [caller, deps, language] = await Promise.all([currentCaller(), getDeps(), currentLanguage()]);
  const store = await showStore(deps, caller, id).catch((error: unknown) => {
    if (error instanceof AppError && error.code === "store_not_found") notFound();
    throw error;
  });
  const overview = (await storeOverviews(deps, caller, [store.id])).get(store.id);
  if (!overview) notFound();
  return { caller, deps, ui: uiOf(language), now: deps.now(), store, overview };
}
