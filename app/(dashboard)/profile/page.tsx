import type { Metadata } from "next";
import { showOwnAccount } from "@/lib/access/users/own-account";
import { MIN_PASSWORD_LENGTH } from "@/lib/access/users/password";
import { currentCaller } from "@/lib/http/current-caller";
import { currentLanguage, currentTheme } from "@/lib/http/preferences";
import { fill } from "@/lib/i18n/ui/translated";
import { uiOf } from "@/lib/i18n/ui/ui";
import { getDeps } from "@/lib/runtime";
import { Preferences } from "@/components/preferences";
import { PageHeader } from "@/components/ui/page-header";
import { Section } from "@/components/ui/section";
import { EndSessions } from "../_components/end-sessions";
import { NameForm } from "./name-form";
import { PasswordForm } from "./password-form";

export async function generateMetadata(): Promise<Metadata> {
  return { title: uiOf(await currentLanguage()).t.profile.title };
}

export default async function ProfilePage() {
  const [caller, deps, language, theme] = await Promise.all([currentCaller("/profile"), getDeps(), currentLanguage(), currentTheme()]);
  const { t, format } = uiOf(language);
  const account = await showOwnAccount(deps, caller);
  const words = t.profile;
  return (
    <>
      <PageHeader title={words.title} state={<p>{fill(words.state, { role: t.shell.role[caller.role], email: caller.email })}</p>} />
      <Section title={words.name.title}>
        <NameForm name={account.name ?? ""} t={words.name} />
      </Section>
      <Section title={words.password.title} note={account.hasPassword ? words.password.lead : words.password.none}>
        {account.hasPassword && (
          <PasswordForm
            hint={fill(t.auth.passwordHint, { count: format.number(MIN_PASSWORD_LENGTH) })}
            t={words.password}
            field={{ password: t.auth.password, showPassword: t.auth.showPassword, hidePassword: t.auth.hidePassword }}
          />
        )}
      </Section>
      <Section title={words.look.title} note={words.look.lead}>
        <div className="max-w-md">
          <Preferences language={language} theme={theme} t={t.shell} />
        </div>
      </Section>
      <Section title={words.everywhere.title} note={words.everywhere.lead}>
        <EndSessions t={words.everywhere} common={t.common} />
      </Section>
    </>
  );
}
