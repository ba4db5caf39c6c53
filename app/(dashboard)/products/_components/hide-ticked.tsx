"use client";

import { Eye, EyeOff } from "lucide-react";
import { useRef, useState, type RefObject } from "react";
import { useSelection } from "@/components/data-table/selection";
import { Button } from "@/components/ui/button";
import { Part } from "@/components/ui/part";
import type { Chosen } from "../../_data/chosen-rows";
import type { HideWords } from "./hide-dialog";

const loadDialog = () => import("./hide-dialog").then((file) => file.HideDialog);

type Asked = { chosen: Chosen; hidden: boolean; trigger: RefObject<HTMLButtonElement | null> };

/** The ticked products, or everything that the filters find when that was chosen: kept from the AI, or shown again. */
export function HideTicked({ filters, count, ...words }: HideWords & { filters: Record<string, string>; count: string }) {
  const { rows, isAllMatching, clear } = useSelection();
  const [hide, show] = [useRef<HTMLButtonElement>(null), useRef<HTMLButtonElement>(null)];
  const [asked, setAsked] = useState<Asked | null>(null);
  const onClose = () => setAsked(null);
  const ask = (hidden: boolean) =>
    setAsked({
      chosen: isAllMatching ? { filters, count } : { ids: rows.map(({ id }) => id) },
      hidden,
      trigger: hidden ? hide : show,
    });
  return (
    <>
      <Button ref={hide} onClick={() => ask(true)}>
        <EyeOff aria-hidden />
        {words.t.hide.hide}
      </Button>
      <Button ref={show} onClick={() => ask(false)}>
        <Eye aria-hidden />
        {words.t.hide.show}
      </Button>
      {asked && (
        <Part
          load={loadDialog}
          props={{ chosen: asked.chosen, hidden: asked.hidden, returnFocusTo: asked.trigger, onClose, onDone: clear, ...words }}
          onMissing={onClose}
        />
      )}
    </>
  );
}
