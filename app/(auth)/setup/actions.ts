"use server";

import { attempt } from "@/app/_actions/attempt";
import { createFirstAdmin } from "@/lib/access/users/first-admin";
import { MIN_PASSWORD_LENGTH } from "@/lib/access/users/password";
import { currentLanguage } from "@/lib/http/preferences";
import { fill } from "@/lib/i18n/ui/translated";
import { uiOf } from "@/lib/i18n/ui/ui";
import { getDeps } from "@/lib/runtime";
import { isGoodEmail, isGoodPassword, type Saved } from "../_components/new-account";

/** Anyone may call this while there is no administrator; createFirstAdmin lets only one win. */
export async function makeFirstAdmin(form: FormData): Promise<Saved> {
  const language = await currentLanguage();
  const { t, format } = uiOf(language);
  const input = {
    email: String(form.get("email") ?? ""),
    password: String(form.get("password") ?? ""),
    name:
      String(form.get("name") ?? "")
        .trim()
        .slice(0, 100) || null,
  };
  const fields = {
    ...(!isGoodEmail(input.email) && { email: t.auth.emailInvalid }),
    ...(!isGoodPassword(input.password) && { password: fill(t.auth.passwordShort, { count: format.number(MIN_PASSWORD_LENGTH) }) }),
  };
  if (Object.keys(fields).length > 0) return { isSaved: false, fields };
  const deps = await getDeps();
  const made = await attempt(language, () => createFirstAdmin(deps, input));
  return made.ok ? { isSaved: true, email: made.value.email } : { isSaved: false, problem: t.auth.setup.taken };
}
