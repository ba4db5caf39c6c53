"use client";

import { useRouter } from "next/navigation";
import { useId } from "react";
import { Findings } from "@/components/findings";
import { Button } from "@/components/ui/button";
import { Field, Input } from "@/components/ui/field";
import { Notice } from "@/components/ui/notice";
import { useSending } from "@/components/use-sending";
import type { Answer } from "./actions";

export type FieldSpec = {
  /** On the wire, too. */
  name: string;
  label: string;
  hint: string;
  type?: "text" | "url" | "password";
  /** As it stands before anybody types. */
  value?: string;
  isOptional?: boolean;
};
type Props = {
  act: (form: FormData) => Promise<Answer>;
  fields: readonly FieldSpec[];
  isMain?: boolean;
  t: { submit: string; busy: string; failed: string; cure: string };
};

/** Sends what was typed; goes where that leads, or says what to mend. */
export function ConnectForm({ act, fields, isMain = true, t }: Props) {
  const id = useId();
  const router = useRouter();
  const { refused, form, isPending } = useSending(act, ({ goTo }) => {
    if (goTo.startsWith("/")) router.push(goTo);
    else window.location.assign(goTo);
  });
  return (
    <form {...form} noValidate className="grid content-start gap-4">
      {(refused?.findings || refused?.problem) && (
        <Notice kind="bad" live>
          <div className="grid gap-2">
            <p className="font-medium">{t.failed}</p>
            {refused.problem && <p>{refused.problem}</p>}
            {refused.findings && <Findings findings={refused.findings} label={t.cure} />}
          </div>
        </Notice>
      )}
      {fields.map(({ name, label, hint, type = "text", value = "", isOptional = false }) => (
        <Field key={name} id={`${id}${name}`} label={label} hint={hint} problem={refused?.fields?.[name]}>
          {(field) => (
            <Input
              {...field}
              name={name}
              type={type}
              inputMode={type === "url" ? "url" : undefined}
              defaultValue={value}
              dir="ltr"
              required={!isOptional}
              autoComplete={type === "password" ? "new-password" : "off"}
              spellCheck={false}
              autoCapitalize="none"
              className={type === "url" ? undefined : "font-mono"}
            />
          )}
        </Field>
      ))}
      <Button type="submit" variant={isMain ? "primary" : "plain"} className="justify-self-start" disabled={isPending}>
        {isPending ? t.busy : t.submit}
      </Button>
    </form>
  );
}
