"use server";

import { revalidatePath } from "next/cache";
import { z } from "zod";
import { attempt, type Attempt } from "@/app/_actions/attempt";
import { hideProducts, MAX_HIDDEN_AT_ONCE, previewHide, takeHidingBack, type HidePreview, type Turned } from "@/lib/catalog/hide-many";
import { currentCaller } from "@/lib/http/current-caller";
import { currentLanguage } from "@/lib/http/preferences";
import { fill } from "@/lib/i18n/ui/translated";
import { uiOf, type Ui } from "@/lib/i18n/ui/ui";
import { getDeps } from "@/lib/runtime";
import { rowsToActOn, rowsToPreview, type Chosen } from "../_data/chosen-rows";
import { productFiltersOf, productSearch } from "./filters";

/** Turned products, for whoever takes it back, and the sentence to say. */
export type Hidden = { turned: Turned; sentence: string };

/** As many as one act answers can be taken back by one. */
const ticked = z.array(z.string()).min(1).max(MAX_HIDDEN_AT_ONCE);

const reading = (ui: Ui) => ({
  filtersOf: (address: Record<string, string>) => productFiltersOf(productSearch.parse(address)),
  max: MAX_HIDDEN_AT_ONCE,
  ui,
});

/** What hiding these, or showing them again, would do. */
export async function previewHideAction(chosen: Chosen, hidden: boolean): Promise<Attempt<HidePreview>> {
  const [caller, deps, language] = await Promise.all([currentCaller(), getDeps(), currentLanguage()]);
  const rows = rowsToPreview(chosen, reading(uiOf(language)));
  return rows.ok ? attempt(language, () => previewHide(deps, caller, rows.value, hidden === true)) : rows;
}

/** Whose products they are, the use case checks. @param seen what the preview named */
export async function hideManyAction(chosen: Chosen, hidden: boolean, seen: readonly string[]): Promise<Attempt<Hidden>> {
  const rows = rowsToActOn(chosen, seen, reading(uiOf(await currentLanguage())));
  return rows.ok ? turn((deps, caller) => hideProducts(deps, caller, rows.value, hidden === true), hidden === true) : rows;
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
