"use client";

import type { RefObject } from "react";
import type { HidePreview, Turned } from "@/lib/catalog/hide-many";
import type { Language } from "@/lib/i18n/language";
import { fill } from "@/lib/i18n/ui/translated";
import type { Sentences } from "@/lib/i18n/ui/ui";
import { PreviewDialog, PreviewParts } from "@/components/data-table/preview-dialog";
import { attempted } from "@/components/ui/answered";
import { say, tell } from "@/components/ui/toast";
import type { Chosen } from "../../_data/chosen-rows";
import { hideManyAction, previewHideAction, takeHidingBackAction } from "../actions";

export type HideWords = { /** So many at once. */ max: string; language: Language; t: Sentences["table"]; common: Sentences["common"] };
type Props = HideWords & {
  chosen: Chosen;
  hidden: boolean;
  onClose: () => void;
  onDone: () => void;
  returnFocusTo: RefObject<HTMLElement | null>;
};

function Preview({ preview, hidden, max, language, t }: HideWords & { preview: HidePreview; hidden: boolean }) {
  const number = new Intl.NumberFormat(language);
  const words = t.hide;
  return (
    <>
      <PreviewParts
        lists={[
          {
            label: t.replay.stores,
            parts: preview.stores.map(({ name, count }) => fill(t.replay.share, { name, count: number.format(count) })),
          },
        ]}
      />
      {preview.count === 0 && <p>{hidden ? words.noneToHide : words.noneToShow}</p>}
      {preview.count > 0 && preview.already > 0 && (
        <p className="text-sm text-ink-soft">
          {fill(hidden ? words.alreadyHidden : words.alreadyShown, { count: number.format(preview.already) })}
        </p>
      )}
      {preview.isCut && <p className="text-sm text-ink-soft">{fill(words.max, { max })}</p>}
    </>
  );
}

/** Says how many and whose before it keeps products from the AI or shows them again; afterwards offers to take just that back. */
export function HideDialog({ chosen, hidden, onClose, onDone, returnFocusTo, ...rest }: Props) {
  const { t, language, common } = rest;
  const undo = async (turned: Turned) => {
    const back = await attempted(takeHidingBackAction(turned, hidden));
    tell(back.ok ? { ok: true, value: back.value.sentence } : back);
  };
  return (
    <PreviewDialog
      look={() => previewHideAction(chosen, hidden)}
      act={async ({ ids }) => {
        const done = await attempted(hideManyAction(chosen, hidden, ids));
        if (!done.ok) return done;
        const { turned, sentence } = done.value;
        say(sentence, turned.ids.length > 0 ? { label: t.undo, act: () => void undo(turned) } : null);
        return { ok: true, value: undefined };
      }}
      guess={"ids" in chosen ? new Intl.NumberFormat(language).format(chosen.ids.length) : chosen.count}
      words={{ ...(hidden ? t.hide.ask : t.hide.askShow), busy: t.hide.busy, counting: t.replay.counting }}
      onClose={onClose}
      onDone={onDone}
      returnFocusTo={returnFocusTo}
      language={language}
      common={common}
    >
      {(preview: HidePreview) => <Preview preview={preview} hidden={hidden} {...rest} />}
    </PreviewDialog>
  );
}
