"use client";

import type { RefObject } from "react";
import type { ReplayPreview } from "@/lib/events/preview-replay";
import type { Language } from "@/lib/i18n/language";
import { fill } from "@/lib/i18n/ui/translated";
import type { Sentences } from "@/lib/i18n/ui/ui";
import { PreviewDialog, PreviewParts } from "@/components/data-table/preview-dialog";
import { attempted } from "@/components/ui/answered";
import { say } from "@/components/ui/toast";
import type { Chosen } from "../../_data/chosen-rows";
import { previewReplayAction, replayManyAction } from "../actions";

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
  return (
    <>
      <PreviewParts
        lists={[
          { label: words.stores, parts: preview.stores.map(({ name, count }) => share(name, count)) },
          { label: words.kinds, parts: preview.types.map(({ type, count }) => share(t.typeName[type], count)) },
        ]}
      />
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
  return (
    <PreviewDialog
      look={() => previewReplayAction(chosen)}
      act={async ({ ids }) => {
        const replayed = await attempted(replayManyAction(chosen, ids));
        if (!replayed.ok) return replayed;
        say(replayed.value);
        return { ok: true, value: undefined };
      }}
      guess={"ids" in chosen ? new Intl.NumberFormat(language).format(chosen.ids.length) : chosen.count}
      words={{
        title: t.replay.manyTitle,
        lead: t.replay.manyLead,
        submit: t.replay.manySubmit,
        busy: t.replay.busy,
        counting: words.counting,
      }}
      onClose={onClose}
      onDone={onDone}
      returnFocusTo={returnFocusTo}
      language={language}
      common={common}
    >
      {(preview: ReplayPreview) => <Preview preview={preview} {...rest} />}
    </PreviewDialog>
  );
}
