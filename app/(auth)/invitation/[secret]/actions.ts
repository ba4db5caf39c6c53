"use server";

import { attempt } from "@/app/_actions/attempt";
import { acceptInvitation } from "@/lib/access/users/accept-invitation";
import { MIN_PASSWORD_LENGTH } from "@/lib/access/users/password";
import { currentLanguage } from "@/lib/http/preferences";
import { fill } from "@/lib/i18n/ui/translated";
import { uiOf } from "@/lib/i18n/ui/ui";
import { getDeps } from "@/lib/runtime";
import { isGoodPassword, type Saved } from "../../_components/new-account";

/** The secret of the link is the permission; it works once. */
export async function choosePassword(secret: string, form: FormData): Promise<Saved> {
  const language = await currentLanguage();
  const { t, format } = uiOf(language);
  const password = String(form.get("password") ?? "");
  if (!isGoodPassword(password))
    return { isSaved: false, fields: { password: fill(t.auth.passwordShort, { count: format.number(MIN_PASSWORD_LENGTH) }) } };
  const deps = await getDeps();
  const accepted = await attempt(language, () => acceptInvitation(deps, secret, password));
  return accepted.ok ? { isSaved: true, email: accepted.value.email } : { isSaved: false, problem: accepted.problem };
}
