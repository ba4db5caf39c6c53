"use client";

import { useRouter } from "next/navigation";
import { useActionState } from "react";
import type { Sentences } from "@/lib/i18n/ui/ui";
import { attempted } from "@/components/ui/answered";
import { Button } from "@/components/ui/button";
import { Field, Input } from "@/components/ui/field";
import { Notice } from "@/components/ui/notice";
import { keeping } from "@/components/use-sending";
import { enter } from "./enter";
import type { Saved } from "./new-account";
import { PasswordField } from "./password-field";

type Props = {
  action: (form: FormData) => Promise<Saved>;
  /** Ask for e-mail and name too: nobody is invited yet. */ asksWho: boolean;
  submit: string;
  passwordHint: string;
  t: Sentences["auth"];
};

/** Saves the account, then signs in with what was typed, so that nobody types it twice. */
export function AccountForm({ action, asksWho, submit, passwordHint, t }: Props) {
  const router = useRouter();
  const [state, save, isPending] = useActionState<Saved | null, FormData>(async (_, form) => {
    const saved = await attempted(action(form));
    if ("isNoAnswer" in saved) return { isSaved: false, problem: saved.problem };
    if (!saved.isSaved) return saved;
    const entry = await enter(saved.email, String(form.get("password")));
    // The account is there whether or not its first sign-in went well: that page says so.
    router.replace(entry.outcome === "entered" ? "/" : "/sign-in?saved=yes");
    router.refresh();
    return saved;
  }, null);
  const problems = state?.isSaved === false ? state : null;
  return (
    <form {...keeping(save)} noValidate className="grid gap-4">
      {problems?.problem && (
        <Notice kind="bad" live>
          {problems.problem}
        </Notice>
      )}
      {asksWho && (
        <>
          <Field id="email" label={t.email} problem={problems?.fields?.email}>
            {(control) => (
              <Input {...control} name="email" type="email" dir="ltr" required maxLength={254} autoComplete="username" autoFocus />
            )}
          </Field>
          <Field
            id="name"
            label={
              <>
                {t.name} <span className="font-normal text-ink-soft">({t.optional})</span>
              </>
            }
          >
            {(control) => <Input {...control} name="name" dir="auto" maxLength={100} autoComplete="name" />}
          </Field>
        </>
      )}
      <PasswordField id="password" autoComplete="new-password" hint={passwordHint} problem={problems?.fields?.password} t={t} />
      <Button type="submit" variant="primary" disabled={isPending || state?.isSaved === true} className="min-h-10">
        {submit}
      </Button>
    </form>
  );
}
