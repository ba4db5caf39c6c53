"use client";

import { useEffect, useState, useTransition, type RefObject } from "react";
import type { ReplayPreview } from "@/lib/events/preview-replay";
import type { Language } from "@/lib/i18n/language";
import { fill } from "@/lib/i18n/ui/translated";
import type { Sentences } from "@/lib/i18n/ui/ui";
import { Button } from "@/components/ui/button";
import { Dialog } from "@/components/ui/dialog";
import { Notice } from "@/components/ui/notice";
import { Bone } from "@/components/ui/skeleton";
import { say } from "@/components/ui/toast";
import { previewReplayAction, replayManyAction, type Chosen } from "../actions";

export type ReplayWords = {
  /** So many at once. */ max: string;
  language: Language;
  t: Pick<Sentences["events"], "replay" | "typeName">;
  words: Sentences["table"]["replay"];
  common: Sentences["common"];
};
type Props = ReplayWords & {
  chosen: Chosen;
  onClose: () => void;
  onDone?: (() => void) | undefined;
  returnFocusTo: RefObject<HTMLElement | null>;
};

function Preview({ preview, max, language, t, words }: ReplayWords & { preview: ReplayPreview }) {
  const number = new Intl.NumberFormat(language);
  const share = (name: string, count: number) => fill(words.share, { name, count: number.format(count) });
  const lists = [
    { label: words.stores, parts: preview.stores.map(({ name, count }) => share(name, count)) },
    { label: words.kinds, parts: preview.types.map(({ type, count }) => share(t.typeName[type], count)) },
  ].filter(({ parts }) => parts.length > 0);
  return (
    <>
      <dl className="grid gap-2">
        {lists.map(({ label, parts }) => (
          <div key={label} className="grid grid-cols-[8rem_1fr] gap-3">
            <dt className="text-ink-soft">{label}</dt>
            <dd>{parts.join(" · ")}</dd>
          </div>
        ))}
      </dl>
      {preview.count === 0 && <p>{words.none}</p>}
      {preview.count > 0 && preview.waiting > 0 && (
        <p className="text-sm text-ink-soft">{fill(words.waiting, { count: number.format(preview.waiting) })}</p>
      )}
      {preview.isCut && <p className="text-sm text-ink-soft">{fill(t.replay.manyMax, { max })}</p>}
    </>
  );
}

/** Says how many, of which stores and what they tell before it does it. */
export function ReplayDialog({ chosen, onClose, onDone, returnFocusTo, ...rest }: Props) {
  const { t, words, common, language } = rest;
  const [preview, setPreview] = useState<ReplayPreview | null>(null);
  const [problem, setProblem] = useState<string | null>(null);
  const [isPending, startTransition] = useTransition();
  // The dialog is made anew for each look: what was chosen then is what is counted and run.
  const [asked] = useState(chosen);
  useEffect(() => {
    let isGone = false;
    void previewReplayAction(asked).then((found) => {
      if (isGone) return;
      if (found.ok) setPreview(found.value);
      else setProblem(found.problem);
    });
    return () => {
      isGone = true;
    };
  }, [asked]);

  const number = new Intl.NumberFormat(language);
  const guess = "ids" in asked ? number.format(asked.ids.length) : asked.count;
  const count = preview === null ? guess : number.format(preview.count);
  const replay = () =>
    startTransition(async () => {
      const replayed = await replayManyAction(asked);
      if (!replayed.ok) return setProblem(replayed.problem);
      say(replayed.value);
      onClose();
      onDone?.();
    });
  return (
    <Dialog
      isOpen
      onOpenChange={onClose}
      returnFocusTo={returnFocusTo}
      title={fill(t.replay.manyTitle, { count })}
      lead={t.replay.manyLead}
      closeLabel={common.close}
    >
      {preview !== null ? (
        <Preview preview={preview} {...rest} />
      ) : (
        problem === null && (
          <div role="status" aria-label={words.counting} className="grid gap-2">
            <Bone className="h-5 w-3/4" />
            <Bone className="h-5 w-1/2" />
          </div>
        )
      )}
      {problem && (
        <Notice kind="bad" live>
          {problem}
        </Notice>
      )}
      <div className="flex justify-end gap-2">
        <Button onClick={onClose}>{common.cancel}</Button>
        <Button variant="primary" onClick={replay} disabled={isPending || preview === null || preview.count === 0}>
          {isPending ? t.replay.busy : fill(t.replay.manySubmit, { count })}
        </Button>
      </div>
    </Dialog>
  );
}
