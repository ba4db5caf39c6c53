"use client";

import { RotateCw } from "lucide-react";
import dynamic from "next/dynamic";
import { useRef, useState } from "react";
import { Button } from "@/components/ui/button";
import { useSelection } from "@/components/data-table/selection";
import type { Chosen } from "../actions";
import type { ReplayWords } from "./replay-dialog";

const ReplayDialog = dynamic(() => import("./replay-dialog").then((module) => module.ReplayDialog));

type Props = ReplayWords & { filters: Record<string, string>; count: string };

function ReplayButton({ chosen, onDone, ...words }: ReplayWords & { chosen: Chosen; onDone?: () => void }) {
  const trigger = useRef<HTMLButtonElement>(null);
  const [isOpen, setOpen] = useState(false);
  return (
    <>
      <Button ref={trigger} onClick={() => setOpen(true)}>
        <RotateCw aria-hidden />
        {"ids" in chosen ? words.t.replay.button : words.t.replay.many}
      </Button>
      {isOpen && <ReplayDialog chosen={chosen} onClose={() => setOpen(false)} onDone={onDone} returnFocusTo={trigger} {...words} />}
    </>
  );
}

/** Everything that the filters find. */
export const ReplayMany = ({ filters, count, ...words }: Props) => <ReplayButton chosen={{ filters, count }} {...words} />;

/** The ticked rows, or everything when that was chosen. */
export function ReplayTicked({ filters, count, ...words }: Props) {
  const { rows, isAllMatching, clear } = useSelection();
  const chosen = isAllMatching ? { filters, count } : { ids: rows.map((row) => row.id) };
  return <ReplayButton chosen={chosen} onDone={clear} {...words} />;
}
