"use client";

import { useId } from "react";
import type { Language } from "@/lib/i18n/language";
import { fill } from "@/lib/i18n/ui/translated";
import type { Sentences } from "@/lib/i18n/ui/ui";
import { DialogForm } from "@/components/dialog-form";
import { MakeAndShow } from "@/components/make-and-show";
import type { Opened } from "@/components/ui/dialog-button";
import { Field, Select } from "@/components/ui/field";
import { Notice } from "@/components/ui/notice";
import { useSending } from "@/components/use-sending";
import { rotateTokenAction, type ShownSecret } from "../actions";
import { SecretOnce } from "./secret-once";

const HOUR = 3_600;
const DAY = 24 * HOUR;

type Words = { t: Sentences["tokens"]; common: Sentences["common"] };
type Props = Opened &
  Words & {
    token: { id: string; name: string; /** Until when the secret before this one works, in words. */ olderUntil: string | null };
    hubAddress: string;
    language: Language;
  };

/** How long the old token goes on, then the new secrets. */
export function RotateDialog({ token, hubAddress, language, t, common, ...opened }: Props) {
  const { onClose } = opened;
  return (
    <MakeAndShow<ShownSecret>
      {...opened}
      title={fill(t.rotateDialog.title, { name: token.name })}
      lead={t.rotateDialog.lead}
      closeLabel={common.close}
      form={(onMade) => <RotateForm token={token} onMade={onMade} onCancel={onClose} t={t} common={common} />}
      titleOf={() => fill(t.secret.titleRotated, { name: token.name })}
      shown={(made) => (
        <>
          {made.graceUntil === null && <p className="text-sm text-ink-soft">{t.secret.graceNone}</p>}
          <SecretOnce shown={made} hubAddress={hubAddress} onDone={onClose} language={language} t={t.secret} common={common} />
        </>
      )}
    />
  );
}

type FormProps = Words & { token: Props["token"]; onMade: (made: ShownSecret) => void; onCancel: () => void };

function RotateForm({ token, onMade, onCancel, t, common }: FormProps) {
  const id = useId();
  const sending = useSending(rotateTokenAction.bind(null, token.id), ({ value }) => onMade(value));
  return (
    <DialogForm sending={sending} words={t.rotateDialog} cancel={common.cancel} onCancel={onCancel}>
      {token.olderUntil && <Notice kind="warn">{fill(t.rotateDialog.olderStops, { time: token.olderUntil })}</Notice>}
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
    </DialogForm>
  );
}
