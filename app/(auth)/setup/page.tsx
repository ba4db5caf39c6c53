import type { Metadata } from "next";
import { redirect } from "next/navigation";
import { needsFirstAdmin } from "@/lib/access/users/first-admin";
import { MIN_PASSWORD_LENGTH } from "@/lib/access/users/password";
import { currentLanguage } from "@/lib/http/preferences";
import { fill } from "@/lib/i18n/ui/translated";
import { uiOf } from "@/lib/i18n/ui/ui";
import { getDeps } from "@/lib/runtime";
import { AccountForm } from "../_components/account-form";
import { makeFirstAdmin } from "./actions";

export async function generateMetadata(): Promise<Metadata> {
  return { title: { absolute: uiOf(await currentLanguage()).t.auth.setup.title } };
}

/** The first visit of a new hub; afterwards this page does not exist. */
export default async function SetupPage() {
  const [deps, language] = await Promise.all([getDeps(), currentLanguage()]);
  if (!(await needsFirstAdmin(deps))) redirect("/sign-in");
  const { t, format } = uiOf(language);
  return (
    <>
      <div className="grid gap-1">
        <h1 className="text-xl font-semibold">{t.auth.setup.title}</h1>
        <p className="text-ink-soft">{t.auth.setup.lead}</p>
      </div>
      <AccountForm
        action={makeFirstAdmin}
        asksWho
        submit={t.auth.setup.submit}
        passwordHint={fill(t.auth.passwordHint, { count: format.number(MIN_PASSWORD_LENGTH) })}
        t={t.auth}
      />
    </>
  );
}
