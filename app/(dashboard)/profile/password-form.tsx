"use client";

import { useRouter } from "next/navigation";
import { useState } from "react";
import { enter } from "@/app/(auth)/_components/enter";
import { PasswordField } from "@/app/(auth)/_components/password-field";
import type { Sentences } from "@/lib/i18n/ui/ui";
import { Button } from "@/components/ui/button";
import { Notice } from "@/components/ui/notice";
import { say } from "@/components/ui/toast";
import { useSending } from "@/components/use-sending";
import { changePasswordAction } from "./actions";

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
  const { refused, form, isPending } = useSending(changePasswordAction, async ({ email }, sent) => {
    const entry = await enter(email, String(sent.get("next")));
    // The new password holds already: that page says so.
    if (entry.outcome !== "entered") return router.replace("/sign-in?saved=yes");
    say(t.done);
    setChanges((count) => count + 1);
    router.refresh();
  });
  const lost = refused && "isNoAnswer" in refused ? refused : null;
  return (
    <form key={changes} {...form} noValidate className="grid max-w-md gap-3">
      {lost && (
        <Notice kind="bad" live>
          {lost.problem}
        </Notice>
      )}
      <PasswordField
        id="current"
        name="current"
        autoComplete="current-password"
        problem={refused?.fields?.current}
        t={{ ...field, password: t.current }}
      />
      <PasswordField
        id="next"
        name="next"
        autoComplete="new-password"
        hint={hint}
        problem={refused?.fields?.next}
        t={{ ...field, password: t.next }}
      />
      <Button type="submit" disabled={isPending} className="justify-self-start">
        {isPending ? t.busy : t.submit}
      </Button>
    </form>
  );
}
