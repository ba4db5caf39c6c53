"use client";

import { useState, useTransition } from "react";
import type { Language } from "@/lib/i18n/language";
import { fill } from "@/lib/i18n/ui/translated";
import type { Sentences } from "@/lib/i18n/ui/ui";
import { attempted } from "@/components/ui/answered";
import { Button } from "@/components/ui/button";
import { Dialog } from "@/components/ui/dialog";
import type { Opened } from "@/components/ui/dialog-button";
import { Field, Input } from "@/components/ui/field";
import { Notice } from "@/components/ui/notice";
import { say } from "@/components/ui/toast";
import { revokeTokensAction, type Ticked } from "../actions";

type Props = Opened & {
  ticked: readonly Ticked[];
  onDone: () => void;
  language: Language;
  t: Sentences["table"]["tokens"];
  common: Sentences["common"];
};

/** Digits of either keyboard. */
const latinDigits = (text: string) => text.replace(/[۰-۹]/g, (digit) => String(digit.charCodeAt(0) - 0x06f0)).trim();

/** Names what will stop, and asks for its number when it is more than one: this cannot be taken back. */
export function RevokeMany({ ticked, onClose, onDone, returnFocusTo, language, t, common }: Props) {
  const [problem, setProblem] = useState<string | null>(null);
  const [wrong, setWrong] = useState<string>();
  const [isPending, startTransition] = useTransition();
  const count = new Intl.NumberFormat(language).format(ticked.length);
  const submit = (form: FormData) => {
    if (ticked.length > 1 && latinDigits(String(form.get("count") ?? "")) !== String(ticked.length))
      return setWrong(fill(t.typeWrong, { count }));
    startTransition(async () => {
      const done = await attempted(revokeTokensAction(ticked));
      if (!done.ok) return setProblem(done.problem);
      say(done.value.sentence);
      onClose();
      onDone();
    });
  };
  return (
    <Dialog
      isOpen
      onOpenChange={onClose}
      returnFocusTo={returnFocusTo}
      title={fill(t.revokeTitle, { count })}
      lead={t.revokeLead}
      closeLabel={common.close}
    >
      <form
        className="grid gap-4"
        onSubmit={(event) => {
          event.preventDefault();
          submit(new FormData(event.currentTarget));
        }}
      >
        <ul className="max-h-40 list-disc overflow-y-auto ps-5">
          {ticked.map(({ id, label }) => (
            <li key={id}>
              <bdi>{label}</bdi>
            </li>
          ))}
        </ul>
        {ticked.length > 1 && (
          <Field id="revoke-count" label={fill(t.typeNumber, { count })} problem={wrong}>
            {(control) => <Input {...control} name="count" inputMode="numeric" autoComplete="off" className="max-w-32" />}
          </Field>
        )}
        {problem && (
          <Notice kind="bad" live>
            {problem}
          </Notice>
        )}
        <div className="flex justify-end gap-2">
          <Button onClick={onClose}>{common.cancel}</Button>
          <Button type="submit" variant="danger" disabled={isPending}>
            {isPending ? t.busy : fill(t.submit, { count })}
          </Button>
        </div>
      </form>
    </Dialog>
  );
}
