import type { Metadata } from "next";
import Link from "next/link";
import { findInvitation } from "@/lib/access/users/accept-invitation";
import { MIN_PASSWORD_LENGTH } from "@/lib/access/users/password";
import { currentLanguage } from "@/lib/http/preferences";
import { fill } from "@/lib/i18n/ui/translated";
import { uiOf } from "@/lib/i18n/ui/ui";
import { getDeps } from "@/lib/runtime";
import { buttonClass } from "@/components/ui/button";
import { AccountForm } from "../../_components/account-form";
import { choosePassword } from "./actions";

/** The address is a secret: no other site may learn it from a Referer. */
export async function generateMetadata(): Promise<Metadata> {
  return { title: uiOf(await currentLanguage()).t.auth.invitation.title, referrer: "no-referrer" };
}

export default async function InvitationPage({ params }: { params: Promise<{ secret: string }> }) {
  const [{ secret }, deps, language] = await Promise.all([params, getDeps(), currentLanguage()]);
  const { t, format } = uiOf(language);
  const invitation = await findInvitation(deps, secret);
  if (!invitation) {
    return (
      <div className="grid justify-items-start gap-4">
        <h1 className="text-xl font-semibold">{t.auth.invitation.goneTitle}</h1>
        <p className="text-ink-soft">{t.auth.invitation.gone}</p>
        <Link href="/sign-in" className={buttonClass("primary")}>
          {t.auth.invitation.toSignIn}
        </Link>
      </div>
    );
  }
  return (
    <>
      <div className="grid gap-1">
        <h1 className="text-xl font-semibold">{t.auth.invitation.title}</h1>
        <p className="text-ink-soft">{fill(t.auth.invitation.lead, { email: invitation.user.email })}</p>
      </div>
      <AccountForm
        action={choosePassword.bind(null, secret)}
        asksWho={false}
        submit={t.auth.invitation.submit}
        passwordHint={fill(t.auth.passwordHint, { count: format.number(MIN_PASSWORD_LENGTH) })}
        t={t.auth}
      />
    </>
  );
}
