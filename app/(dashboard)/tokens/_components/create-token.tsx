"use client";

import { Plus } from "lucide-react";
import { buttonClass } from "@/components/ui/button";
import { DialogButton } from "@/components/ui/dialog-button";
import type { CreateTokenProps } from "./create-token-dialog";

const loadDialog = () => import("./create-token-dialog").then((file) => file.CreateTokenDialog);

export function CreateToken(props: CreateTokenProps) {
  return (
    <DialogButton load={loadDialog} props={props} className={buttonClass("primary")}>
      <Plus aria-hidden />
      {props.t.create.open}
    </DialogButton>
  );
}
