"use client";

import { useRouter } from "next/navigation";
import { useActionState, useId } from "react";
import { Findings } from "@/components/findings";
import { Button } from "@/components/ui/button";
import { Field, Input } from "@/components/ui/field";
import { Notice } from "@/components/ui/notice";
import type { Answer } from "./actions";
import type { Refusal } from "./tell-refusal";

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
  const [state, submit, isPending] = useActionState<(Refusal & { typed: FormData }) | null, FormData>(async (_, form) => {
    const answer = await act(form);
    if (!answer.ok) return { ...answer, typed: form };
    if (answer.goTo.startsWith("/")) router.push(answer.goTo);
    else window.location.assign(answer.goTo);
    return null;
  }, null);
  return (
    <form action={submit} noValidate className="grid content-start gap-4">
      {(state?.findings || state?.problem) && (
        <Notice kind="bad" live>
          <div className="grid gap-2">
            <p className="font-medium">{t.failed}</p>
            {state.problem && <p>{state.problem}</p>}
            {state.findings && <Findings findings={state.findings} label={t.cure} />}
          </div>
        </Notice>
      )}
      {fields.map(({ name, label, hint, type = "text", value = "", isOptional = false }) => (
        <Field key={name} id={`${id}${name}`} label={label} hint={hint} problem={state?.fields?.[name]}>
          {(field) => (
            <Input
              {...field}
              name={name}
              type={type}
              inputMode={type === "url" ? "url" : undefined}
              // React empties a form after its action: what was typed is put back when it was refused.
              defaultValue={state?.typed.get(name)?.toString() ?? value}
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
