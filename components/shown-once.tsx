"use client";

import { Button } from "./ui/button";
import { CopyButton } from "./ui/copy-button";
import { Notice } from "./ui/notice";

type Common = { copy: string; copied: string; copyFailed: string };
type LineProps = { label: string; text: string; hint?: string | undefined; isFirst?: boolean; common: Common };

/** What is to be copied, and what for. `isFirst`: the keyboard waits at its button, as the form that made it is gone. */
export const SecretLine = ({ label, text, hint, isFirst = false, common }: LineProps) => (
  <div className="grid gap-1">
    <dt className="font-medium">{label}</dt>
    <dd className="flex items-start gap-2">
      <code dir="ltr" className="min-w-0 flex-1 rounded bg-sunken px-3 py-2 text-start font-mono text-xs leading-5 break-all select-all">
        {text}
      </code>
      <CopyButton
        text={text}
        label={`${common.copy}: ${label}`}
        copied={common.copied}
        failed={common.copyFailed}
        isIcon
        isFirst={isFirst}
      />
    </dd>
    {hint && <dd className="text-sm text-ink-soft">{hint}</dd>}
  </div>
);

type Props = {
  words: { notice: string; label: string; hint: string; done: string };
  text: string;
  /** Something else to know, such as whether it was sent. */ note?: string | undefined;
  onDone: () => void;
  common: Common;
};

/** A secret in the only moment it exists outside its user's hands. */
export function ShownOnce({ words, text, note, onDone, common }: Props) {
  return (
    <div className="grid gap-4">
      <Notice kind="warn" live>
        <p>{words.notice}</p>
      </Notice>
      {note && <p className="text-sm text-ink-soft">{note}</p>}
      <dl>
        <SecretLine label={words.label} text={text} hint={words.hint} isFirst common={common} />
      </dl>
      <Button variant="primary" onClick={onDone} className="justify-self-end">
        {words.done}
      </Button>
    </div>
  );
}
