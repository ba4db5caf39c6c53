"use client";

import { useId } from "react";
import { Button } from "@/components/ui/button";
import { Field, Input, TextArea } from "@/components/ui/field";
import { Notice } from "@/components/ui/notice";
import { say } from "@/components/ui/toast";
import { useSending } from "@/components/use-sending";
import type { Saved } from "./actions";

export type SettingField = { name: string; label: string; hint: string; value: string; kind: "text" | "number" | "lines" };

type Props = {
  fields: readonly SettingField[];
  action: (form: FormData) => Promise<Saved>;
  words: { save: string; saving: string };
};

/** A few values and a button; what is wrong is said below its field, and what was typed stays. */
export function SettingsForm({ fields, action, words }: Props) {
  const id = useId();
  const { refused, form, isPending } = useSending(action, ({ value }) => say(value));
  return (
    <form {...form} noValidate className="grid max-w-xl gap-4">
      {refused?.problem && (
        <Notice kind="bad" live>
          {refused.problem}
        </Notice>
      )}
      {fields.map(({ name, label, hint, value, kind }) => (
        <Field key={name} id={`${id}${name}`} label={label} hint={hint} problem={refused?.fields?.[name]}>
          {(control) =>
            kind === "lines" ? (
              <TextArea {...control} name={name} dir="ltr" rows={3} spellCheck={false} defaultValue={value} />
            ) : (
              <Input
                {...control}
                name={name}
                autoComplete="off"
                defaultValue={value}
                {...(kind === "number" ? { dir: "ltr", inputMode: "numeric", className: "max-w-40" } : { dir: "auto", maxLength: 100 })}
              />
            )
          }
        </Field>
      ))}
      <Button type="submit" className="justify-self-start" disabled={isPending}>
        {isPending ? words.saving : words.save}
      </Button>
    </form>
  );
}
