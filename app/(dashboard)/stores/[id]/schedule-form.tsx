"use client";

import { useActionState, useId } from "react";
import type { Sentences } from "@/lib/i18n/ui/ui";
import { Button } from "@/components/ui/button";
import { Field, Select } from "@/components/ui/field";
import type { ChipOption } from "@/components/ui/filter-chip";
import { Notice } from "@/components/ui/notice";
import { say } from "@/components/ui/toast";
import { changeScheduleAction } from "./connection-actions";

export type ScheduleField = { name: string; label: string; value: string; hint: string; options: readonly ChipOption[] };

export function ScheduleForm({
  storeId,
  fields,
  t,
}: {
  storeId: string;
  fields: readonly ScheduleField[];
  t: Sentences["sync"]["schedule"];
}) {
  const id = useId();
  const [problem, submit, isPending] = useActionState<string | null, FormData>(async (_, form) => {
    const saved = await changeScheduleAction(storeId, form);
    if (!saved.ok) return saved.problem;
    say(saved.value);
    return null;
  }, null);
  return (
    <form action={submit} className="grid gap-4">
      {problem && (
        <Notice kind="bad" live>
          {problem}
        </Notice>
      )}
      <div className="grid gap-4 sm:grid-cols-2">
        {fields.map(({ name, label, value, hint, options }) => (
          <Field key={name} id={`${id}${name}`} label={label} hint={hint}>
            {(control) => (
              <Select {...control} name={name} defaultValue={value}>
                {options.map((option) => (
                  <option key={option.value} value={option.value}>
                    {option.label}
                  </option>
                ))}
              </Select>
            )}
          </Field>
        ))}
      </div>
      <Button type="submit" className="justify-self-start" disabled={isPending}>
        {isPending ? t.saving : t.save}
      </Button>
    </form>
  );
}
