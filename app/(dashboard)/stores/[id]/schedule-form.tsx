"use client";

import { useId } from "react";
import type { Sentences } from "@/lib/i18n/ui/ui";
import { Button } from "@/components/ui/button";
import { Field, Select } from "@/components/ui/field";
import type { ChipOption } from "@/components/ui/filter-chip";
import { Notice } from "@/components/ui/notice";
import { say } from "@/components/ui/toast";
import { useSending } from "@/components/use-sending";
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
  const { refused, form, isPending } = useSending(changeScheduleAction.bind(null, storeId), ({ value: done }) => say(done));
  return (
    <form {...form} className="grid gap-4">
      {refused && (
        <Notice kind="bad" live>
          {refused.problem}
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
