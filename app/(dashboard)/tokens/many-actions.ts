"use server";

import { revalidatePath } from "next/cache";
import { z } from "zod";
import { attempt, type Attempt } from "@/app/_actions/attempt";
import type { Caller } from "@/lib/access/caller";
import {
  changeTokens,
  MAX_CHANGED_AT_ONCE,
  MAX_REVOKED_AT_ONCE,
  revokeTokens,
  takeTokensBack,
  type ChangedToken,
  type ManyChange,
  type ManyChanged,
} from "@/lib/access/tokens/change-many";
import { previewTokens } from "@/lib/access/tokens/preview-many";
import type { ErrorCode } from "@/lib/core/errors";
import { currentCaller } from "@/lib/http/current-caller";
import { currentLanguage } from "@/lib/http/preferences";
import { errorDetail } from "@/lib/i18n/error-details";
import { fill } from "@/lib/i18n/ui/translated";
import { uiOf, type Ui } from "@/lib/i18n/ui/ui";
import { getDeps } from "@/lib/runtime";
import { rowsToActOn, rowsToPreview } from "../_data/chosen-rows";
import { EXTENSIONS, type Extension } from "./extensions";
import { tokenChoiceOf, tokenSearch } from "./filters";

/** What is done with many tokens at once. The use cases refuse who is no administrator. */

const PATH = "/tokens";
const DAY_MS = 86_400_000;
/** A sentence is no list. */
const MAX_NAMED = 5;

/** A ticked row, with the name people were shown: what was not done is said by name. */
export type Ticked = { id: string; label: string };
/** Ticked rows, or all that the page's address finds. `count` is what people were told. */
export type Chosen = { ticked: readonly Ticked[] } | { filters: Record<string, string>; count: string };
export type ManyAct = { act: "off" } | { act: "revoke" } | { act: "extend"; to: Extension };
/** For people: the numbers as they are, times in words. */
export type TokensPreview = {
  count: number;
  isCut: boolean;
  already: number;
  stores: { name: string; count: number }[];
  lastUsed: string | null;
  usedInLastHour: number;
  ended: number;
  ids: string[];
};
export type ManyDone = { changed: ChangedToken[]; sentence: string };

const tickedRows = z.array(z.object({ id: z.string(), label: z.string() }));
const asked = z.union([z.object({ act: z.enum(["off", "revoke"]) }), z.object({ act: z.literal("extend"), to: z.enum(EXTENSIONS) })]);

const plain = (chosen: Chosen) =>
  "ticked" in chosen ? { ids: (tickedRows.safeParse(chosen.ticked).data ?? []).map(({ id }) => id) } : chosen;
const reading = (ui: Ui, isRevoke: boolean) => ({
  filtersOf: (address: Record<string, string>) => tokenChoiceOf(tokenSearch.parse(address)),
  max: isRevoke ? MAX_REVOKED_AT_ONCE : MAX_CHANGED_AT_ONCE,
  ui,
});

const changeOf = (act: ManyAct, now: Date): ManyChange | null => {
  if (act.act === "revoke") return null;
  if (act.act === "off") return { isActive: false };
  return { until: act.to === "never" ? null : new Date(now.getTime() + Number(act.to) * DAY_MS) };
};

async function parts() {
  const [caller, deps, language] = await Promise.all([currentCaller(), getDeps(), currentLanguage()]);
  return { caller, deps, language, ui: uiOf(language) };
}

/** What doing that with these would do. */
export async function previewTokensAction(chosen: Chosen, act: ManyAct): Promise<Attempt<TokensPreview>> {
  const { caller, deps, language, ui } = await parts();
  const known = asked.safeParse(act);
  if (!known.success) return { ok: false, problem: ui.t.common.unknownError };
  const choice = rowsToPreview(plain(chosen), reading(ui, known.data.act === "revoke"));
  if (!choice.ok) return choice;
  const now = deps.now();
  const preview = await attempt(language, () => previewTokens(deps, caller, choice.value, changeOf(known.data, now)));
  if (!preview.ok) return preview;
  const { lastUsedAt, ...rest } = preview.value;
  return { ok: true, value: { ...rest, lastUsed: lastUsedAt && ui.format.relative(lastUsedAt, now) } };
}

type Failed = readonly { id: string; code: ErrorCode }[];
type Told = { done: number; failed: Failed; labels: ReadonlyMap<string, string>; sentence: string; ui: Ui };

/** What was done, and by name what was not, with the reason of the first. */
function tell({ done, failed, labels, sentence, ui: { t, format, language } }: Told): string {
  const count = format.number(done);
  const [first] = failed;
  if (first === undefined) return fill(sentence, { count });
  const names = failed.slice(0, MAX_NAMED).map(({ id }) => labels.get(id) ?? id);
  return fill(t.table.tokens.notAll, {
    done: count,
    names: [...names, ...(failed.length > MAX_NAMED ? [`+${format.number(failed.length - MAX_NAMED)}`] : [])].join(" · "),
    why: errorDetail(first.code, language),
  });
}

type Changing = (deps: Awaited<ReturnType<typeof getDeps>>, caller: Caller) => Promise<ManyChanged<ChangedToken>> | null;

/** @param change null: what was given makes no sense */
async function changeMany(change: Changing, sentenceOf: (ui: Ui) => string, given: readonly Ticked[]): Promise<Attempt<ManyDone>> {
  const { caller, deps, language, ui } = await parts();
  const outcome = await attempt(language, async () => change(deps, caller));
  revalidatePath(PATH);
  if (!outcome.ok) return outcome;
  if (outcome.value === null) return { ok: false, problem: ui.t.common.unknownError };
  const { changed, failed } = outcome.value;
  const labels = new Map(given.map(({ id, label }) => [id, label]));
  return { ok: true, value: { changed, sentence: tell({ done: changed.length, failed, labels, sentence: sentenceOf(ui), ui }) } };
}

/** @param seen what the preview named */
export async function changeTokensAction(chosen: Chosen, act: ManyAct, seen: readonly string[]): Promise<Attempt<ManyDone>> {
  const known = asked.safeParse(act);
  const choice = rowsToActOn(plain(chosen), seen, reading(uiOf(await currentLanguage()), false));
  if (!choice.ok) return choice;
  return changeMany(
    (deps, caller) => {
      const change = known.success ? changeOf(known.data, deps.now()) : null;
      return change && changeTokens(deps, caller, choice.value, change);
    },
    ({ t }) => (act.act === "off" ? t.table.tokens.offDone : t.table.tokens.extendDone),
    "ticked" in chosen ? chosen.ticked : [],
  );
}

const changedBefore = z.array(z.object({ id: z.string(), name: z.string(), entry: z.string() })).max(MAX_CHANGED_AT_ONCE);

/** Takes just that act back, where nobody has touched a token since. */
export async function takeTokensBackAction(changed: readonly ChangedToken[], isOff: boolean): Promise<Attempt<ManyDone>> {
  const given = changedBefore.safeParse(changed);
  return changeMany(
    (deps, caller) => (given.success ? takeTokensBack(deps, caller, given.data) : null),
    ({ t }) => (isOff ? t.table.tokens.onDone : t.table.tokens.extendBack),
    (given.data ?? []).map(({ id, name }) => ({ id, label: name })),
  );
}

export async function revokeTokensAction(ticked: readonly Ticked[]): Promise<Attempt<string>> {
  const { caller, deps, language, ui } = await parts();
  const given = rowsToActOn(plain({ ticked }), [], reading(ui, true));
  if (!given.ok) return given;
  const outcome = await attempt(language, () => revokeTokens(deps, caller, given.value.ids ?? []));
  revalidatePath(PATH);
  if (!outcome.ok) return outcome;
  const { changed, failed } = outcome.value;
  const labels = new Map(ticked.map(({ id, label }) => [id, label]));
  return { ok: true, value: tell({ done: changed.length, failed, labels, sentence: ui.t.table.tokens.revoked, ui }) };
}
