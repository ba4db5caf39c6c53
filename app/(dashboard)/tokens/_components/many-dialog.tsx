"use client";

import type { RefObject } from "react";
import { fill } from "@/lib/i18n/ui/translated";
import { PreviewDialog, PreviewParts } from "@/components/data-table/preview-dialog";
import { attempted } from "@/components/ui/answered";
import { Notice } from "@/components/ui/notice";
import { say, tell } from "@/components/ui/toast";
import {
  changeTokensAction,
  previewTokensAction,
  revokeTokensAction,
  takeTokensBackAction,
  type Chosen,
  type ManyAct,
  type ManyDone,
  type TokensPreview,
} from "../many-actions";
import type { ManyWords } from "./token-bulk";

type Props = ManyWords & {
  chosen: Chosen;
  act: ManyAct;
  onClose: () => void;
  onDone: () => void;
  returnFocusTo: RefObject<HTMLElement | null>;
};
type Shown = ManyWords & { preview: TokensPreview; act: ManyAct; names: readonly string[] };

/** Whose they are and when they were last used; with a warning where somebody is using one now. */
function Preview({ preview, act, names, max, language, t, common }: Shown) {
  const words = t.tokens;
  const number = new Intl.NumberFormat(language);
  const isExtension = act.act === "extend";
  return (
    <>
      <PreviewParts
        lists={[
          {
            label: t.replay.stores,
            parts: preview.stores.map(({ name, count }) => fill(t.replay.share, { name, count: number.format(count) })),
          },
          { label: words.lastUsed, parts: preview.count > 0 ? [preview.lastUsed ?? common.never] : [] },
        ]}
      />
      {names.length > 0 && (
        <ul className="max-h-40 list-disc overflow-y-auto ps-5">
          {names.map((name, at) => (
            <li key={`${at} ${name}`}>
              <bdi>{name}</bdi>
            </li>
          ))}
        </ul>
      )}
      {!isExtension && preview.usedInLastHour > 0 && (
        <Notice kind="warn">{fill(words.inUse, { count: number.format(preview.usedInLastHour) })}</Notice>
      )}
      {isExtension && preview.ended > 0 && <p>{fill(words.endedBefore, { count: number.format(preview.ended) })}</p>}
      {preview.count === 0 && <p>{isExtension ? words.noneToExtend : words.noneToTurnOff}</p>}
      {preview.count > 0 && preview.already > 0 && (
        <p className="text-sm text-ink-soft">
          {fill(isExtension ? words.lastLonger : words.alreadyOff, { count: number.format(preview.already) })}
        </p>
      )}
      {preview.isCut && <p className="text-sm text-ink-soft">{fill(t.hide.max, { max })}</p>}
    </>
  );
}

/** Says how many and whose before it is done; afterwards offers to take just that back, where it can be. */
export function ManyDialog({ chosen, act, onClose, onDone, returnFocusTo, ...rest }: Props) {
  const { t, language, common } = rest;
  const words = t.tokens;
  const isRevoke = act.act === "revoke";
  const ticked = "ticked" in chosen ? chosen.ticked : [];
  const undo = async ({ changed }: ManyDone) => {
    const back = await attempted(takeTokensBackAction(changed, act.act === "off"));
    tell(back.ok ? { ok: true, value: back.value.sentence } : back);
  };
  const change = async ({ ids }: TokensPreview) => {
    const done = await attempted(changeTokensAction(chosen, act, ids));
    if (!done.ok) return done;
    say(done.value.sentence, done.value.changed.length > 0 ? { label: t.undo, act: () => void undo(done.value) } : null);
    return { ok: true as const, value: undefined };
  };
  const revoke = async () => {
    const done = await attempted(revokeTokensAction(ticked));
    if (!done.ok) return done;
    say(done.value);
    return { ok: true as const, value: undefined };
  };
  const asked = isRevoke
    ? { title: words.revokeTitle, lead: words.revokeLead, submit: words.submit }
    : act.act === "off"
      ? words.askOff
      : { ...words.askExtend, title: words.askExtend.title[act.to] };
  return (
    <PreviewDialog
      look={() => previewTokensAction(chosen, act)}
      act={isRevoke ? revoke : change}
      guess={"ticked" in chosen ? new Intl.NumberFormat(language).format(chosen.ticked.length) : chosen.count}
      words={{ ...asked, busy: words.busy, counting: t.replay.counting }}
      {...(isRevoke && {
        variant: "danger" as const,
        ...(ticked.length > 1 && { typed: { label: words.typeNumber, wrong: words.typeWrong } }),
      })}
      onClose={onClose}
      onDone={onDone}
      returnFocusTo={returnFocusTo}
      language={language}
      common={common}
    >
      {(preview: TokensPreview) => (
        <Preview preview={preview} act={act} names={isRevoke ? ticked.map(({ label }) => label) : []} {...rest} />
      )}
    </PreviewDialog>
  );
}
