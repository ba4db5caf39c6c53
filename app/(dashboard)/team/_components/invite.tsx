"use client";

import { UserPlus } from "lucide-react";
import { buttonClass } from "@/components/ui/button";
import { DialogButton } from "@/components/ui/dialog-button";
import type { InviteProps } from "./invite-dialog";

const loadDialog = () => import("./invite-dialog").then((file) => file.InviteDialog);

export function Invite(props: InviteProps) {
  return (
    <DialogButton load={loadDialog} props={props} className={buttonClass("primary")}>
      <UserPlus aria-hidden />
      {props.t.invite.open}
    </DialogButton>
  );
}
