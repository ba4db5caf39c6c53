"use client";

import { useId, useState } from "react";
import { formatOf } from "@/lib/i18n/format";
import type { Language } from "@/lib/i18n/language";
import { fill } from "@/lib/i18n/ui/translated";
import type { Sentences } from "@/lib/i18n/ui/ui";
import { DialogForm } from "@/components/dialog-form";
import { Field, Input, Select } from "@/components/ui/field";
import { useSending } from "@/components/use-sending";
import { createKeyAction, type ShownKey } from "../actions";

const scopes = ["catalog:read", "knowledge:search", "events:read", "integrations:manage", "catalog:write"] as const;
const expiryDays = [30, 90, 365] as const;
const DEFAULT_DAYS = 90;

type Props = {
  onMade: (shown: ShownKey) => void;
  onCancel: () => void;
  language: Language;
  t: Sentences["keys"];
  common: Sentences["common"];
};

function Choice({ value, label, hint, ...rest }: { value: string; label: string; hint: string } & ChoiceState) {
  const id = useId();
  return (
    <div className="flex items-start gap-2">
      <input
        id={id}
        type="checkbox"
        name="scope"
        value={value}
        aria-describedby={`${id}-hint`}
        className="mt-1 size-4 shrink-0 accent-accent"
        {...rest}
      />
      <div className="grid">
        <label htmlFor={id}>{label}</label>
        <span id={`${id}-hint`} className="text-sm text-ink-soft">
          {hint}
        </span>
      </div>
    </div>
  );
}
type ChoiceState = { checked: boolean; disabled?: boolean; onChange: () => void };

export function CreateKeyForm({ onMade, onCancel, language, t, common }: Props) {
  const id = useId();
  const [chosen, setChosen] = useState<readonly string[]>(["catalog:read", "knowledge:search"]);
  const sending = useSending(createKeyAction, ({ value }) => onMade(value));
  const fields = sending.refused?.fields;
  const turn = (scope: string) => setChosen((now) => (now.includes(scope) ? now.filter((one) => one !== scope) : [...now, scope]));
  const isAll = chosen.includes("*");
  const problemOfScopes = fields?.scopes;
  return (
    <DialogForm sending={sending} words={t.create} cancel={common.cancel} onCancel={onCancel}>
      <Field id={`${id}name`} label={t.create.name} hint={t.create.nameHint} problem={fields?.name}>
        {(control) => <Input {...control} name="name" dir="auto" required maxLength={100} autoComplete="off" />}
      </Field>
      <fieldset className="grid gap-2" aria-describedby={problemOfScopes ? `${id}scopes` : undefined}>
        <legend className="mb-1 font-medium">{t.create.scopes}</legend>
        {scopes.map((scope) => (
          <Choice
            key={scope}
            value={scope}
            label={t.scope[scope]}
            hint={t.scopeHint[scope]}
            checked={isAll || chosen.includes(scope)}
            disabled={isAll}
            onChange={() => turn(scope)}
          />
        ))}
        <Choice value="*" label={t.scope.all} hint={t.scopeHint.all} checked={isAll} onChange={() => turn("*")} />
        {problemOfScopes && (
          <p id={`${id}scopes`} className="text-sm text-bad">
            {problemOfScopes}
          </p>
        )}
      </fieldset>
      <Field id={`${id}days`} label={t.create.expires}>
        {(control) => (
          <Select {...control} name="days" defaultValue={String(DEFAULT_DAYS)}>
            {expiryDays.map((days) => (
              <option key={days} value={days}>
                {fill(t.create.expiresDays, { count: formatOf(language).number(days) })}
              </option>
            ))}
            <option value="">{t.create.expiresNever}</option>
          </Select>
        )}
      </Field>
    </DialogForm>
  );
}
