"use client";

import { Ellipsis, KeyRound, Power, Trash2 } from "lucide-react";
import { useRef, useState, useTransition } from "react";
import type { Language } from "@/lib/i18n/language";
import { fill } from "@/lib/i18n/ui/translated";
import type { Sentences } from "@/lib/i18n/ui/ui";
import { Menu } from "@/components/ui/menu";
import { menuFace } from "@/components/ui/menu-face";
import { say } from "@/components/ui/toast";
import { switchTokenAction } from "../actions";
import { RevokeDialog } from "./revoke-dialog";
import { RotateDialog } from "./rotate-dialog";

type Props = {
  token: { id: string; name: string; isActive: boolean };
  hubAddress: string;
  language: Language;
  t: Sentences["tokens"];
  common: Sentences["common"];
};

export function TokenActions({ token, hubAddress, language, t, common }: Props) {
  const trigger = useRef<HTMLButtonElement>(null);
  const [open, setOpen] = useState<"rotate" | "revoke" | null>(null);
  const [isPending, startTransition] = useTransition();
  const dialog = { token, isOpen: true, onClose: () => setOpen(null), returnFocusTo: trigger, t, common };
  const turn = () =>
    startTransition(async () => {
      const turned = await switchTokenAction(token.id, !token.isActive);
      say(turned.ok ? fill(token.isActive ? t.turnedOff : t.turnedOn, { name: token.name }) : turned.problem);
    });
  return (
    <>
      <Menu
        ref={trigger}
        face={<Ellipsis aria-hidden className="size-4" />}
        label={fill(t.actionsOf, { name: token.name })}
        isDisabled={isPending}
        className="inline-grid size-9 place-items-center rounded text-ink-soft hover:bg-sunken hover:text-ink"
        entries={[
          { id: "rotate", face: menuFace(KeyRound, t.rotate), onSelect: () => setOpen("rotate") },
          { id: "turn", face: menuFace(Power, token.isActive ? t.turnOff : t.turnOn), onSelect: turn },
          { id: "revoke", face: menuFace(Trash2, t.revoke), startsGroup: true, onSelect: () => setOpen("revoke") },
        ]}
      />
      {open === "rotate" && <RotateDialog {...dialog} hubAddress={hubAddress} language={language} />}
      {open === "revoke" && <RevokeDialog {...dialog} />}
    </>
  );
}
