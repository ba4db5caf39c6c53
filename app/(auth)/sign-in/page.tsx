import type { Metadata } from "next";
import { redirect } from "next/navigation";
import { needsFirstAdmin } from "@/lib/access/users/first-admin";
import { optionalCaller } from "@/lib/http/current-caller";
import { currentLanguage } from "@/lib/http/preferences";
import { fill } from "@/lib/i18n/ui/translated";
import { uiOf } from "@/lib/i18n/ui/ui";
import { getDeps } from "@/lib/runtime";
import { Notice } from "@/components/ui/notice";
import { placeWithin } from "../_components/place-within";
import { SignInForm } from "./sign-in-form";

export async function generateMetadata(): Promise<Metadata> {
  return { title: uiOf(await currentLanguage()).t.auth.signIn.title };
}

type Search = Promise<{ next?: string; callbackUrl?: string; error?: string; saved?: string }>;

export default async function SignInPage({ searchParams }: { searchParams: Search }) {
  const [deps, caller, language, search] = await Promise.all([getDeps(), optionalCaller(), currentLanguage(), searchParams]);
  const next = placeWithin(search.next ?? search.callbackUrl);
  if (caller) redirect(next);
  if (await needsFirstAdmin(deps)) redirect("/setup");
  const { t } = uiOf(language);
  return (
    <>
      <div className="grid gap-1">
        <h1 className="text-xl font-semibold">{t.auth.signIn.title}</h1>
        <p className="text-ink-soft">{t.auth.signIn.lead}</p>
      </div>
      {/* next-auth comes back here with a code when the other provider refused. */}
      {search.error && search.error !== "SessionRequired" && <Notice kind="bad">{t.auth.signIn.refused}</Notice>}
      {search.saved === "yes" && !search.error && <Notice kind="good">{t.auth.signIn.saved}</Notice>}
      <SignInForm
        next={next}
        sso={deps.env.OIDC_ISSUER ? fill(t.auth.signIn.sso, { name: deps.env.OIDC_NAME }) : null}
        language={language}
        t={t.auth}
      />
    </>
  );
}
