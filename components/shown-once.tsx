"use client";

import { Button } from "./ui/button";
import { CopyButton } from "./ui/copy-button";
import { Notice } from "./ui/notice";

type Props = {
  words: { notice: string; label: string; hint: string; done: string };
  text: string;
  /** Something else to know, such as whether it was sent. */ note?: string | undefined;
  onDone: () => void;
  common: { copy: string; copied: string; copyFailed: string };
};

/** A secret in the only moment it exists outside its user's hands. */
export function ShownOnce({ words, text, note, onDone, common }: Props) {
  return (
    <div className="grid gap-4">
      <Notice kind="warn" live>
        <p>{words.notice}</p>
      </Notice>
      {note && <p className="text-sm text-ink-soft">{note}</p>}
      <dl className="grid gap-1">
        <dt className="font-medium">{words.label}</dt>
        <dd className="flex items-start gap-2">
          <code
            dir="ltr"
            className="min-w-0 flex-1 rounded bg-sunken px-3 py-2 text-start font-mono text-xs leading-5 break-all select-all"
          >
            {text}
          </code>
          <CopyButton text={text} label={`${common.copy}: ${words.label}`} copied={common.copied} failed={common.copyFailed} isIcon />
        </dd>
        <dd className="text-sm text-ink-soft">{words.hint}</dd>
      </dl>
      <Button variant="primary" onClick={onDone} className="justify-self-end">
        {words.done}
      </Button>
    </div>
  );
}
