"use client";

import { useRouter } from "next/navigation";
import { useActionState, useState, useTransition } from "react";
import { formatOf } from "@/lib/i18n/format";
import type { Language } from "@/lib/i18n/language";
import { fill } from "@/lib/i18n/ui/translated";
import type { Sentences } from "@/lib/i18n/ui/ui";
import { Button } from "@/components/ui/button";
import { Field, Input } from "@/components/ui/field";
import { Notice } from "@/components/ui/notice";
import { enter } from "../_components/enter";
import { PasswordField } from "../_components/password-field";
import { postAuth } from "../_components/post-auth";

type Props = {
  next: string;
  /** Label of the other provider's button, when there is one. */ sso: string | null;
  language: Language;
  t: Sentences["auth"];
};

export function SignInForm({ next, sso, language, t }: Props) {
  const router = useRouter();
  const [ssoProblem, setSsoProblem] = useState<string | null>(null);
  const [state, submit, isPending] = useActionState<{ problem: string; email: string } | null, FormData>(async (_, form) => {
    setSsoProblem(null);
    const email = String(form.get("email"));
    const entry = await enter(email, String(form.get("password")));
    if (entry.outcome === "entered") {
      // No page: the router would ask for it as one, and a way back from a shop works only once.
      if (next.startsWith("/api/")) {
        window.location.assign(next);
        return null;
      }
      router.replace(next);
      router.refresh();
      return null;
    }
    if (entry.outcome !== "throttled") return { problem: t.signIn[entry.outcome], email };
    const now = new Date();
    return {
      problem: fill(t.signIn.throttled, { when: formatOf(language).relative(new Date(now.getTime() + entry.seconds * 1000), now) }),
      email,
    };
  }, null);
  const [isLeaving, startLeaving] = useTransition();
  const goToProvider = () =>
    startLeaving(async () => {
      try {
        const { isDone, url } = await postAuth("signin/oidc", { callbackUrl: next });
        if (isDone) window.location.assign(url);
        else setSsoProblem(t.signIn.failed);
      } catch {
        setSsoProblem(t.signIn.offline);
      }
    });
  const problem = ssoProblem ?? state?.problem;

  return (
    <form action={submit} className="grid gap-4">
      {problem && (
        <Notice kind="bad" live>
          {problem}
        </Notice>
      )}
      <Field id="email" label={t.email}>
        {(control) => (
          <Input
            {...control}
            name="email"
            type="email"
            dir="ltr"
            required
            maxLength={254}
            autoComplete="username"
            defaultValue={state?.email}
            autoFocus
          />
        )}
      </Field>
      <PasswordField id="password" autoComplete="current-password" t={t} />
      <Button type="submit" variant="primary" disabled={isPending} className="min-h-10">
        {isPending ? t.signIn.busy : t.signIn.submit}
      </Button>
      {sso !== null && (
        <>
          <p className="text-center text-sm text-ink-soft">{t.signIn.or}</p>
          <Button onClick={goToProvider} disabled={isLeaving} className="min-h-10">
            {sso}
          </Button>
        </>
      )}
    </form>
  );
}
