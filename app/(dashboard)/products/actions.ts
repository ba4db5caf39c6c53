"use server";

import { revalidatePath } from "next/cache";
import { z } from "zod";
import { attempt, type Attempt } from "@/app/_actions/attempt";
import { hideProducts, MAX_HIDDEN_AT_ONCE, previewHide, takeHidingBack, type HidePreview, type Turned } from "@/lib/catalog/hide-many";
import type { ProductFilters } from "@/lib/catalog/product-filter";
import { currentCaller } from "@/lib/http/current-caller";
import { currentLanguage } from "@/lib/http/preferences";
import { fill } from "@/lib/i18n/ui/translated";
import { uiOf } from "@/lib/i18n/ui/ui";
import { getDeps } from "@/lib/runtime";
import { singles } from "../_data/address";
import { isAnySet } from "../_data/several";
import { productFiltersOf, productSearch } from "./filters";

/** Ticked rows, or all that the page's address finds. `count` is what people were told. */
export type Chosen = { ids: readonly string[] } | { filters: Record<string, string>; count: string };
/** Turned products, for whoever takes it back, and the sentence to say. */
export type Hidden = { turned: Turned; sentence: string };

/** As many as one act answers can be taken back by one. */
const ticked = z.array(z.string()).min(1).max(MAX_HIDDEN_AT_ONCE);

const address = z.record(z.string(), z.string());

function filtersOf(chosen: Chosen): ProductFilters | null {
  if ("ids" in chosen) {
    const ids = ticked.safeParse(chosen.ids);
    return ids.success ? { ...productFiltersOf(productSearch.parse({})), ids: ids.data } : null;
  }
  const given = address.safeParse(chosen.filters);
  const filters = productFiltersOf(productSearch.parse(singles(given.data ?? {})));
  // Without any filter this would be every product: the page offers it only for a filtered list.
  return isAnySet(filters) ? filters : null;
}

/** What hiding these, or showing them again, would do. */
export async function previewHideAction(chosen: Chosen, hidden: boolean): Promise<Attempt<HidePreview>> {
  const [caller, deps, language] = await Promise.all([currentCaller(), getDeps(), currentLanguage()]);
  const filters = filtersOf(chosen);
  if (filters === null) return { ok: false, problem: uiOf(language).t.common.unknownError };
  return attempt(language, () => previewHide(deps, caller, filters, hidden === true));
}

/** Whose products they are, the use case checks. */
export async function hideManyAction(chosen: Chosen, hidden: boolean): Promise<Attempt<Hidden>> {
  const filters = filtersOf(chosen);
  return turn((deps, caller) => (filters === null ? null : hideProducts(deps, caller, filters, hidden === true)), hidden === true);
}

const turnedBefore = z.object({ ids: ticked, entries: z.array(z.string()).max(MAX_HIDDEN_AT_ONCE) });

/** Takes just that act back, where nobody has turned a product since. @param hidden what it made of them */
export async function takeHidingBackAction(turned: Turned, hidden: boolean): Promise<Attempt<Hidden>> {
  const given = turnedBefore.safeParse(turned);
  const back = await turn(
    (deps, caller) => (given.success ? takeHidingBack(deps, caller, given.data, hidden === true) : null),
    hidden !== true,
  );
  const left = back.ok && given.success ? given.data.ids.length - back.value.turned.ids.length : 0;
  if (!back.ok || left === 0) return back;
  const { t, format } = uiOf(await currentLanguage());
  const sentence = `${back.value.sentence} ${fill(t.table.hide.left, { count: format.number(left) })}`;
  return { ok: true, value: { ...back.value, sentence } };
}

type Turn = (deps: Awaited<ReturnType<typeof getDeps>>, caller: Awaited<ReturnType<typeof currentCaller>>) => Promise<Turned> | null;

/** @param act null: what was given makes no sense */
async function turn(act: Turn, hidden: boolean): Promise<Attempt<Hidden>> {
  const [caller, deps, language] = await Promise.all([currentCaller(), getDeps(), currentLanguage()]);
  const { t, format } = uiOf(language);
  const done = await attempt(language, async () => act(deps, caller));
  if (!done.ok) return done;
  if (done.value === null) return { ok: false, problem: t.common.unknownError };
  revalidatePath("/", "layout");
  const sentence = fill(hidden ? t.table.hide.done : t.table.hide.undone, { count: format.number(done.value.ids.length) });
  return { ok: true, value: { turned: done.value, sentence } };
}
