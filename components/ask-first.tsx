"use client";

import type { ReactNode } from "react";
import type { AskFirstProps } from "./ask-first-dialog";
import { buttonClass } from "./ui/button";
import { DialogButton } from "./ui/dialog-button";

type Props = {
  act: AskFirstProps["act"];
  t: AskFirstProps["t"] & { open: string; /** Where several stand in a list. */ openLabel?: string };
  icon?: ReactNode;
  className?: string;
};

const loadDialog = () => import("./ask-first-dialog").then((file) => file.AskFirstDialog);

/** A button for what cannot be taken back: says what follows, then does it. */
export function AskFirst({ act, t, icon, className = buttonClass("danger") }: Props) {
  return (
    <DialogButton load={loadDialog} props={{ act, t }} label={t.openLabel} className={className}>
      {icon}
      {t.open}
    </DialogButton>
  );
}
