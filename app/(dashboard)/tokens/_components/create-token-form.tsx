"use client";

import { useId, useState } from "react";
import { formatOf } from "@/lib/i18n/format";
import type { Language } from "@/lib/i18n/language";
import { fill } from "@/lib/i18n/ui/translated";
import type { Sentences } from "@/lib/i18n/ui/ui";
import { DialogForm } from "@/components/dialog-form";
import { Field, Input, Select, TextArea } from "@/components/ui/field";
import type { ChipOption } from "@/components/ui/filter-chip";
import { useSending } from "@/components/use-sending";
import { createTokenAction, type ShownSecret } from "../actions";

const types = ["woocommerce", "shopify", "custom"] as const;
const expiryDays = [30, 90, 365] as const;

type Props = {
  stores: readonly ChipOption[];
  owners: readonly ChipOption[];
  ownId: string;
  onMade: (shown: ShownSecret) => void;
  onCancel: () => void;
  language: Language;
  t: Sentences["tokens"];
  common: Sentences["common"];
};

export function CreateTokenForm({ stores, owners, ownId, onMade, onCancel, language, t, common }: Props) {
  const id = useId();
  const [store, setStore] = useState("");
  const sending = useSending(createTokenAction, ({ value }) => onMade(value));
  const fields = sending.refused?.fields;
  const options = (list: readonly ChipOption[]) =>
    list.map((option) => (
      <option key={option.value} value={option.value}>
        {option.label}
      </option>
    ));
  return (
    <DialogForm sending={sending} words={t.create} cancel={common.cancel} onCancel={onCancel}>
      <Field id={`${id}name`} label={t.create.name} hint={t.create.nameHint} problem={fields?.name}>
        {(control) => <Input {...control} name="name" dir="auto" required maxLength={100} autoComplete="off" />}
      </Field>
      <Field id={`${id}store`} label={t.create.store}>
        {(control) => (
          <Select {...control} name="store" value={store} onChange={(event) => setStore(event.target.value)}>
            <option value="">{t.create.newStore}</option>
            {options(stores)}
          </Select>
        )}
      </Field>
      {store === "" && (
        <Field id={`${id}owner`} label={t.create.owner}>
          {(control) => (
            <Select {...control} name="owner" defaultValue={ownId}>
              {options(owners)}
            </Select>
          )}
        </Field>
      )}
      <Field id={`${id}type`} label={t.create.type}>
        {(control) => (
          <Select {...control} name="type" defaultValue={"woocommerce"}>
            {options(types.map((type) => ({ value: type, label: t.type[type] })))}
          </Select>
        )}
      </Field>
      <details open={fields?.ips ? true : undefined}>
        <summary className="font-medium text-ink-soft">{t.create.more}</summary>
        <div className="grid gap-4 pt-3">
          <Field id={`${id}ips`} label={t.create.ips} hint={t.create.ipsHint} problem={fields?.ips}>
            {(control) => <TextArea {...control} name="ips" dir="ltr" rows={2} className="font-mono" />}
          </Field>
          <Field id={`${id}days`} label={t.create.expires}>
            {(control) => (
              <Select {...control} name="days" defaultValue={""}>
                <option value="">{t.create.expiresNever}</option>
                {options(
                  expiryDays.map((days) => ({
                    value: String(days),
                    label: fill(t.create.expiresDays, { count: formatOf(language).number(days) }),
                  })),
                )}
              </Select>
            )}
          </Field>
        </div>
      </details>
    </DialogForm>
  );
}
