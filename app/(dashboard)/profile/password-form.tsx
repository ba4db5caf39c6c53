"use client";

import { useRouter } from "next/navigation";
import { useActionState, useState } from "react";
import { enter } from "@/app/(auth)/_components/enter";
import { PasswordField } from "@/app/(auth)/_components/password-field";
import type { Sentences } from "@/lib/i18n/ui/ui";
import { Button } from "@/components/ui/button";
import { say } from "@/components/ui/toast";
import { changePasswordAction, type PasswordAnswer } from "./actions";

type Props = {
  hint: string;
  t: Sentences["profile"]["password"];
  field: Pick<Sentences["auth"], "password" | "showPassword" | "hidePassword">;
};

/** Changes the password, then signs in with it: the change has ended this session with all others. */
export function PasswordForm({ hint, t, field }: Props) {
  const router = useRouter();
  // Counts successes: a changed password leaves empty fields behind.
  const [changes, setChanges] = useState(0);
  const [answer, submit, isPending] = useActionState<PasswordAnswer | null, FormData>(async (_, form) => {
    const changed = await changePasswordAction(form);
    if (!changed.ok) return changed;
    const entry = await enter(changed.email, String(form.get("next")));
    if (entry.outcome !== "entered") {
      router.replace("/sign-in");
      return changed;
    }
    say(t.done);
    setChanges((count) => count + 1);
    router.refresh();
    return changed;
  }, null);
  const problems = answer?.ok === false ? answer.fields : {};
  return (
    <form key={changes} action={submit} noValidate className="grid max-w-md gap-3">
      <PasswordField
        id="current"
        name="current"
        autoComplete="current-password"
        problem={problems.current}
        t={{ ...field, password: t.current }}
      />
      <PasswordField
        id="next"
        name="next"
        autoComplete="new-password"
        hint={hint}
        problem={problems.next}
        t={{ ...field, password: t.next }}
      />
      <Button type="submit" disabled={isPending} className="justify-self-start">
        {isPending ? t.busy : t.submit}
      </Button>
    </form>
  );
}
