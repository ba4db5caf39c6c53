"use client";

import { Eye, EyeOff } from "lucide-react";
import { useState } from "react";
import type { Sentences } from "@/lib/i18n/ui/ui";
import { Field, Input } from "@/components/ui/field";

type Props = {
  id: string;
  /** Of the form's value. */ name?: string;
  hint?: string;
  problem?: string | undefined;
  autoComplete: "current-password" | "new-password";
  minLength?: number;
  t: Pick<Sentences["auth"], "password" | "showPassword" | "hidePassword">;
};

/** One field that can be read back instead of two that must agree. */
export function PasswordField({ id, name = "password", hint, problem, autoComplete, minLength, t }: Props) {
  const [isShown, setShown] = useState(false);
  const Icon = isShown ? EyeOff : Eye;
  return (
    <Field id={id} label={t.password} hint={hint} problem={problem}>
      {(control) => (
        <span dir="ltr" className="relative block">
          <Input
            {...control}
            name={name}
            type={isShown ? "text" : "password"}
            dir="ltr"
            required
            minLength={minLength}
            maxLength={200}
            autoComplete={autoComplete}
            className="pe-11"
          />
          <button
            type="button"
            onClick={() => setShown(!isShown)}
            aria-pressed={isShown}
            aria-label={isShown ? t.hidePassword : t.showPassword}
            className="absolute inset-y-0 end-0 grid w-10 place-items-center rounded text-ink-soft hover:text-ink"
          >
            <Icon aria-hidden className="size-4" />
          </button>
        </span>
      )}
    </Field>
  );
}
