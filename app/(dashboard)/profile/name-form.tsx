"use client";

import type { Sentences } from "@/lib/i18n/ui/ui";
import { Button } from "@/components/ui/button";
import { Field, Input } from "@/components/ui/field";
import { say } from "@/components/ui/toast";
import { useSending } from "@/components/use-sending";
import { changeNameAction } from "./actions";

export function NameForm({ name, t }: { name: string; t: Sentences["profile"]["name"] }) {
  const { refused, form, isPending } = useSending(changeNameAction, ({ said }) => say(said));
  return (
    <form {...form} className="grid max-w-md gap-3">
      <Field id="name" label={t.label} hint={t.hint} problem={refused?.problem}>
        {(control) => <Input key={name} {...control} name="name" dir="auto" maxLength={100} autoComplete="name" defaultValue={name} />}
      </Field>
      <Button type="submit" disabled={isPending} className="justify-self-start">
        {isPending ? t.busy : t.submit}
      </Button>
    </form>
  );
}
