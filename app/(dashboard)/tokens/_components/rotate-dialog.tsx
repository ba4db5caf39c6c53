"use client";

import { useActionState, useId, useState, type RefObject } from "react";
import type { Language } from "@/lib/i18n/language";
import { fill } from "@/lib/i18n/ui/translated";
import type { Sentences } from "@/lib/i18n/ui/ui";
import { Button } from "@/components/ui/button";
import { Dialog } from "@/components/ui/dialog";
import { Field, Select } from "@/components/ui/field";
import { Notice } from "@/components/ui/notice";
import { rotateTokenAction, type ShownSecret } from "../actions";
import { SecretOnce } from "./secret-once";

const HOUR = 3_600;
const DAY = 24 * HOUR;

type Props = {
  token: { id: string; name: string };
  hubAddress: string;
  isOpen: boolean;
  onClose: () => void;
  returnFocusTo: RefObject<HTMLElement | null>;
  language: Language;
  t: Sentences["tokens"];
  common: Sentences["common"];
};

/** How long the old token goes on, then the new secrets, once. */
export function RotateDialog({ token, hubAddress, isOpen, onClose, returnFocusTo, language, t, common }: Props) {
  const id = useId();
  const [made, setMade] = useState<ShownSecret | null>(null);
  const [problem, submit, isPending] = useActionState<string | null, FormData>(async (_, form) => {
    const rotated = await rotateTokenAction(token.id, form);
    if (!rotated.ok) return rotated.problem;
    setMade(rotated.value);
    return null;
  }, null);
  return (
    <Dialog
      isOpen={isOpen}
      onOpenChange={onClose}
      returnFocusTo={returnFocusTo}
      isSticky={made !== null}
      title={fill(made ? t.secret.titleRotated : t.rotateDialog.title, { name: token.name })}
      lead={made ? undefined : t.rotateDialog.lead}
      closeLabel={common.close}
    >
      {made ? (
        <>
          {made.graceUntil === null && <p className="text-sm text-ink-soft">{t.secret.graceNone}</p>}
          <SecretOnce shown={made} hubAddress={hubAddress} onDone={onClose} language={language} t={t.secret} common={common} />
        </>
      ) : (
        <form action={submit} className="grid gap-4">
          {problem && (
            <Notice kind="bad" live>
              {problem}
            </Notice>
          )}
          <Field id={id} label={t.rotateDialog.grace}>
            {(control) => (
              <Select {...control} name="grace" defaultValue={DAY}>
                <option value={DAY}>{t.rotateDialog.graceDay}</option>
                <option value={HOUR}>{t.rotateDialog.graceHour}</option>
                <option value={7 * DAY}>{t.rotateDialog.graceWeek}</option>
                <option value={0}>{t.rotateDialog.graceNow}</option>
              </Select>
            )}
          </Field>
          <div className="flex justify-end gap-2">
            <Button onClick={onClose}>{common.cancel}</Button>
            <Button type="submit" variant="primary" disabled={isPending}>
              {isPending ? t.rotateDialog.busy : t.rotateDialog.submit}
            </Button>
          </div>
        </form>
      )}
    </Dialog>
  );
}
