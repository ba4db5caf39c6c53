"use server";

import { revalidatePath } from "next/cache";
import { z } from "zod";
import { attempt, type Attempt } from "@/app/_actions/attempt";
import type { Caller } from "@/lib/access/caller";
import {
  changeTokens,
  MAX_CHANGED_AT_ONCE,
  revokeTokens,
  takeTokensBack,
  type ChangedToken,
  type ManyChange,
  type ManyChanged,
} from "@/lib/access/tokens/change-many";
import { previewTokens } from "@/lib/access/tokens/preview-many";
import type { TokenChoice } from "@/lib/access/tokens/token-filter";
import type { ErrorCode } from "@/lib/core/errors";
import { currentCaller } from "@/lib/http/current-caller";
import { currentLanguage } from "@/lib/http/preferences";
import { errorDetail } from "@/lib/i18n/error-details";
import { fill } from "@/lib/i18n/ui/translated";
import { uiOf, type Ui } from "@/lib/i18n/ui/ui";
import { getDeps } from "@/lib/runtime";
import { singles } from "../_data/address";
import { isAnySet } from "../_data/several";
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
};
export type ManyDone = { changed: ChangedToken[]; sentence: string };

const rows = z
  .array(z.object({ id: z.string(), label: z.string() }))
  .min(1)
  .max(MAX_CHANGED_AT_ONCE);
const address = z.record(z.string(), z.string());
const asked = z.union([z.object({ act: z.enum(["off", "revoke"]) }), z.object({ act: z.literal("extend"), to: z.enum(EXTENSIONS) })]);

function choiceOf(chosen: Chosen): TokenChoice | null {
  if ("ticked" in chosen) {
    const ticked = rows.safeParse(chosen.ticked);
    return ticked.success ? { ...tokenChoiceOf(tokenSearch.parse({})), ids: ticked.data.map(({ id }) => id) } : null;
  }
  const given = address.safeParse(chosen.filters);
  const choice = tokenChoiceOf(tokenSearch.parse(singles(given.data ?? {})));
  // Without any filter this would be every token: the page offers it only for a filtered list.
  return isAnySet(choice) ? choice : null;
}

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
  const [choice, known] = [choiceOf(chosen), asked.safeParse(act)];
  if (choice === null || !known.success) return { ok: false, problem: ui.t.common.unknownError };
  const now = deps.now();
  const preview = await attempt(language, () => previewTokens(deps, caller, choice, changeOf(known.data, now)));
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

export async function changeTokensAction(chosen: Chosen, act: ManyAct): Promise<Attempt<ManyDone>> {
  const [choice, known] = [choiceOf(chosen), asked.safeParse(act)];
  const isOff = act.act === "off";
  return changeMany(
    (deps, caller) => {
      const change = known.success ? changeOf(known.data, deps.now()) : null;
      return choice === null || change === null ? null : changeTokens(deps, caller, choice, change);
    },
    ({ t }) => (isOff ? t.table.tokens.offDone : t.table.tokens.extendDone),
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
  const given = rows.safeParse(ticked);
  if (!given.success) return { ok: false, problem: ui.t.common.unknownError };
  const ids = given.data.map(({ id }) => id);
  const outcome = await attempt(language, () => revokeTokens(deps, caller, ids));
  revalidatePath(PATH);
  if (!outcome.ok) return outcome;
  const { changed, failed } = outcome.value;
  const labels = new Map(given.data.map(({ id, label }) => [id, label]));
  return { ok: true, value: tell({ done: changed.length, failed, labels, sentence: ui.t.table.tokens.revoked, ui }) };
}
