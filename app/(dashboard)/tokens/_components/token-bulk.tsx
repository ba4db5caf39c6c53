"use client";

import { CalendarPlus, Power, Trash2 } from "lucide-react";
import { useRef, useState, type RefObject } from "react";
import type { Language } from "@/lib/i18n/language";
import type { Sentences } from "@/lib/i18n/ui/ui";
import { useSelection } from "@/components/data-table/selection";
import { Button, buttonClass } from "@/components/ui/button";
import { Menu } from "@/components/ui/menu";
import { menuFace } from "@/components/ui/menu-face";
import { Part } from "@/components/ui/part";
import { EXTENSIONS } from "../extensions";
import type { Chosen, ManyAct } from "../many-actions";

const loadDialog = () => import("./many-dialog").then((file) => file.ManyDialog);

export type ManyWords = { /** So many at once. */ max: string; language: Language; t: Sentences["table"]; common: Sentences["common"] };
type Asked = { chosen: Chosen; act: ManyAct; trigger: RefObject<HTMLButtonElement | null> };

/** The ticked tokens, or all that the filters find when that was chosen. What cannot be taken back is done to ticked ones only. */
export function TokenBulk({ filters, count, ...words }: ManyWords & { filters: Record<string, string>; count: string }) {
  const { rows, isAllMatching, clear } = useSelection();
  const [off, extend, revoke] = [useRef<HTMLButtonElement>(null), useRef<HTMLButtonElement>(null), useRef<HTMLButtonElement>(null)];
  const [asked, setAsked] = useState<Asked | null>(null);
  const onClose = () => setAsked(null);
  const ask = (act: ManyAct, trigger: Asked["trigger"]) =>
    setAsked({ chosen: isAllMatching ? { filters, count } : { ticked: rows }, act, trigger });
  const t = words.t.tokens;
  return (
    <>
      <Button ref={off} onClick={() => ask({ act: "off" }, off)}>
        <Power aria-hidden />
        {t.off}
      </Button>
      <Menu
        ref={extend}
        face={menuFace(CalendarPlus, t.extend)}
        className={buttonClass()}
        entries={EXTENSIONS.map((to) => ({ id: to, face: t.extendTo[to], onSelect: () => ask({ act: "extend", to }, extend) }))}
      />
      {!isAllMatching && (
        <Button ref={revoke} variant="danger" onClick={() => ask({ act: "revoke" }, revoke)}>
          <Trash2 aria-hidden />
          {t.revoke}
        </Button>
      )}
      {asked && (
        <Part
          load={loadDialog}
          props={{ chosen: asked.chosen, act: asked.act, returnFocusTo: asked.trigger, onClose, onDone: clear, ...words }}
          onMissing={onClose}
        />
      )}
    </>
  );
}
