"use client";

import { Plus } from "lucide-react";
import { buttonClass } from "@/components/ui/button";
import { DialogButton } from "@/components/ui/dialog-button";
import type { CreateKeyProps } from "./create-key-dialog";

const loadDialog = () => import("./create-key-dialog").then((file) => file.CreateKeyDialog);

export function CreateKey(props: CreateKeyProps) {
  return (
    <DialogButton load={loadDialog} props={props} className={buttonClass("primary")}>
      <Plus aria-hidden />
      {props.t.create.open}
    </DialogButton>
  );
}
