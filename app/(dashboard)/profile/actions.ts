"use server";

import { revalidatePath } from "next/cache";
import { changeOwnName, changePassword, endSessions } from "@/lib/access/users/own-account";
import { MAX_PASSWORD_LENGTH, MIN_PASSWORD_LENGTH } from "@/lib/access/users/password";
import { currentCaller } from "@/lib/http/current-caller";
import { currentLanguage } from "@/lib/http/preferences";
import { fill } from "@/lib/i18n/ui/translated";
import { uiOf } from "@/lib/i18n/ui/ui";
import { getDeps } from "@/lib/runtime";

const MAX_NAME = 100;

/** Whose account it is, only the session says: nothing here takes an id. */
export type Told = { ok: true; said: string } | { ok: false; problem: string };

export async function changeNameAction(form: FormData): Promise<Told> {
  const [caller, deps, language] = await Promise.all([currentCaller(), getDeps(), currentLanguage()]);
  const words = uiOf(language).t.profile.name;
  const name = String(form.get("name") ?? "").trim();
  if (name.length > MAX_NAME) return { ok: false, problem: words.long };
  await changeOwnName(deps, caller, name === "" ? null : name);
  revalidatePath("/profile");
  return { ok: true, said: words.saved };
}

export type PasswordAnswer = { ok: true; email: string } | { ok: false; fields: { current?: string; next?: string } };

/** Nothing is drawn anew here: this session is over until the browser has signed in with the new password. */
export async function changePasswordAction(form: FormData): Promise<PasswordAnswer> {
  const [caller, deps, language] = await Promise.all([currentCaller(), getDeps(), currentLanguage()]);
  const { t, format } = uiOf(language);
  const [current, next] = [String(form.get("current") ?? ""), String(form.get("next") ?? "")];
  if (next.length < MIN_PASSWORD_LENGTH || next.length > MAX_PASSWORD_LENGTH)
    return { ok: false, fields: { next: fill(t.auth.passwordShort, { count: format.number(MIN_PASSWORD_LENGTH) }) } };
  if (next === current) return { ok: false, fields: { next: t.profile.password.same } };
  const change = await changePassword(deps, caller, { current, next });
  if (change.outcome === "changed") return { ok: true, email: caller.email };
  if (change.outcome === "wrong") return { ok: false, fields: { current: t.profile.password.wrong } };
  const now = deps.now();
  const when = format.relative(new Date(now.getTime() + change.retryAfterSeconds * 1000), now);
  return { ok: false, fields: { current: fill(t.profile.password.throttled, { when }) } };
}

export async function endSessionsAction(): Promise<void> {
  const [caller, deps] = await Promise.all([currentCaller(), getDeps()]);
  await endSessions(deps, caller);
}
