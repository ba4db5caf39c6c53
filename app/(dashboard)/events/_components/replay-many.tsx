"use client";

import { RotateCw } from "lucide-react";
import { buttonClass } from "@/components/ui/button";
import { DialogButton } from "@/components/ui/dialog-button";
import { useSelection } from "@/components/data-table/selection";
import type { Chosen } from "../../_data/chosen-rows";
import type { ReplayWords } from "./replay-dialog";

const loadDialog = () => import("./replay-dialog").then((file) => file.ReplayDialog);

type Props = ReplayWords & { filters: Record<string, string>; count: string };

function ReplayButton({ chosen, onDone, ...words }: ReplayWords & { chosen: Chosen; onDone?: () => void }) {
  return (
    <DialogButton load={loadDialog} props={{ chosen, onDone, ...words }} className={buttonClass()}>
      <RotateCw aria-hidden />
      {"ids" in chosen ? words.t.replay.button : words.t.replay.many}
    </DialogButton>
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
