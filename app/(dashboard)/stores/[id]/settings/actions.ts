"use server";

import { revalidatePath } from "next/cache";
import { attempt, type Attempt } from "@/app/_actions/attempt";
import { parseRange } from "@/lib/access/addresses";
import { PREVIEWED_UP_TO, previewVisibility } from "@/lib/access/stores/preview-visibility";
import { updateStore } from "@/lib/access/stores/stores";
import { MAX_HIDDEN_NAMES } from "@/lib/access/stores/visibility";
import { updateStoreBody } from "@/lib/access/stores/wire";
import { updateToken } from "@/lib/access/tokens/change-token";
import { updateTokenBody } from "@/lib/access/tokens/wire";
import { findNames, type NameKind } from "@/lib/catalog/find-names";
import { currentCaller } from "@/lib/http/current-caller";
import { currentLanguage } from "@/lib/http/preferences";
import { toAsciiDigits, toAsciiNumber } from "@/lib/i18n/format";
import { fill } from "@/lib/i18n/ui/translated";
import { uiOf, type Ui } from "@/lib/i18n/ui/ui";
import { getDeps } from "@/lib/runtime";
import { readRules } from "./read-rules";

/** Every action checks its caller anew; whose store or token it is, the use cases check. */

export type Saved = { ok: true; value: string } | { ok: false; problem?: string; fields?: Record<string, string> };

async function asked() {
  const [caller, deps, language] = await Promise.all([currentCaller(), getDeps(), currentLanguage()]);
  return { caller, deps, language, ui: uiOf(language) };
}

const rulesInvalid = ({ t, format }: Ui) =>
  ({ ok: false, problem: fill(t.settings.visibility.invalid, { count: format.number(MAX_HIDDEN_NAMES) }) }) as const;

/** Names to tick that are not on the page: those with these letters, of the whole catalogue. */
export async function findNamesAction(storeId: string, kind: NameKind, typed: string): Promise<Attempt<string[]>> {
  const { caller, deps, language } = await asked();
  return attempt(language, () => findNames(deps, caller, String(storeId), kind === "tag" ? "tag" : "category", String(typed)));
}

/** What saving these rules would change, in sentences. */
export async function previewRulesAction(storeId: string, form: FormData): Promise<Attempt<string[]>> {
  const { caller, deps, language, ui } = await asked();
  const { t, format } = ui;
  const words = t.settings.visibility;
  const rules = readRules(form);
  if (!rules) return rulesInvalid(ui);
  const found = await attempt(language, () => previewVisibility(deps, caller, String(storeId), rules));
  if (!found.ok) return found;
  const { visible, disappearing, appearing, disappearingTitles, appearingTitles, isPartial } = found.value;
  const among = (titles: string[]) => (titles.length > 0 ? [fill(words.among, { titles: titles.join(" · ") })] : []);
  const count = format.number(visible);
  const partial = isPartial ? [fill(words.partial, { count: format.number(PREVIEWED_UP_TO) })] : [];
  if (disappearing + appearing === 0) return { ok: true, value: [fill(words.nothing, { visible: count }), ...partial] };
  return {
    ok: true,
    value: [
      ...(disappearing > 0 ? [fill(words.disappear, { count: format.number(disappearing) }), ...among(disappearingTitles)] : []),
      ...(appearing > 0 ? [fill(words.appear, { count: format.number(appearing) }), ...among(appearingTitles)] : []),
      fill(words.after, { visible: count }),
      ...partial,
    ],
  };
}

const unchanged = updateStoreBody.parse({});

export async function saveRulesAction(storeId: string, form: FormData): Promise<Attempt<string>> {
  const { caller, deps, language, ui } = await asked();
  const rules = readRules(form);
  if (!rules) return rulesInvalid(ui);
  const saved = await attempt(language, () => updateStore(deps, caller, String(storeId), { ...unchanged, ...rules }));
  revalidatePath("/", "layout");
  return saved.ok ? { ok: true, value: ui.t.settings.visibility.saved } : saved;
}

export async function saveNameAction(storeId: string, form: FormData): Promise<Saved> {
  const { caller, deps, language, ui } = await asked();
  const parsed = updateStoreBody.safeParse({ name: form.get("name") });
  if (!parsed.success) return { ok: false, fields: { name: ui.t.settings.store.nameMissing } };
  const saved = await attempt(language, () => updateStore(deps, caller, String(storeId), parsed.data));
  revalidatePath("/", "layout");
  return saved.ok ? { ok: true, value: ui.t.settings.store.saved } : saved;
}

export async function switchStoreAction(storeId: string, isActive: boolean): Promise<Attempt<string>> {
  const { caller, deps, language, ui } = await asked();
  const isOn = isActive === true;
  const done = await attempt(language, () => updateStore(deps, caller, String(storeId), { ...unchanged, isActive: isOn }));
  revalidatePath("/", "layout");
  return done.ok ? { ok: true, value: isOn ? ui.t.settings.store.switchedOn : ui.t.settings.store.switchedOff } : done;
}

const MAX_RATE = 1_000_000;
const MAX_ADDRESSES = 100;

/** Rate and addresses as people type them: in either digits, one address a line or several. */
function readLimits(form: FormData, { t }: Ui) {
  const words = t.settings.tokens;
  const number = (name: string) => {
    const text = toAsciiNumber(String(form.get(name) ?? ""));
    return /^\d{1,7}$/.test(text) ? Number(text) : NaN;
  };
  const [rate, burst] = [number("rate"), number("burst")];
  const addresses = toAsciiDigits(String(form.get("addresses") ?? ""))
    .split(/[\s,،]+/)
    .filter(Boolean);
  const wrong = addresses.find((line) => parseRange(line) === null);
  const fields = {
    ...(rate >= 1 && rate <= MAX_RATE ? {} : { rate: words.rateInvalid }),
    ...(burst >= 0 && burst <= MAX_RATE ? {} : { burst: words.burstInvalid }),
    ...(wrong !== undefined
      ? { addresses: fill(words.addressInvalid, { line: wrong }) }
      : addresses.length > MAX_ADDRESSES
        ? { addresses: words.addressesMany }
        : {}),
  };
  return {
    fields,
    isRight: Object.keys(fields).length === 0,
    limits: { rate_per_minute: rate, rate_burst: burst, allowed_ips: addresses },
  };
}

export async function saveTokenAction(tokenId: string, form: FormData): Promise<Saved> {
  const { caller, deps, language, ui } = await asked();
  const { fields, isRight, limits } = readLimits(form, ui);
  if (!isRight) return { ok: false, fields };
  const saved = await attempt(language, () => updateToken(deps, caller, String(tokenId), updateTokenBody.parse(limits)));
  revalidatePath("/", "layout");
  return saved.ok ? { ok: true, value: ui.t.settings.tokens.saved } : saved;
}

export async function saveDefaultsAction(storeId: string, form: FormData): Promise<Saved> {
  const { caller, deps, language, ui } = await asked();
  const { fields, isRight, limits } = readLimits(form, ui);
  if (!isRight) return { ok: false, fields };
  const saved = await attempt(language, () =>
    updateStore(deps, caller, String(storeId), updateStoreBody.parse({ token_defaults: limits })),
  );
  revalidatePath("/", "layout");
  return saved.ok ? { ok: true, value: ui.t.settings.tokens.defaultsSaved } : saved;
}
