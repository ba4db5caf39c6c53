"use client";

import { Ellipsis, KeyRound, Power, Trash2 } from "lucide-react";
import { DropdownMenu } from "radix-ui";
import { useRef, useState, useTransition } from "react";
import type { Language } from "@/lib/i18n/language";
import { fill } from "@/lib/i18n/ui/translated";
import { directionOf } from "@/lib/i18n/ui/direction";
import type { Sentences } from "@/lib/i18n/ui/ui";
import { MenuItem } from "@/components/ui/menu-item";
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
      <DropdownMenu.Root dir={directionOf(language)}>
        <DropdownMenu.Trigger
          ref={trigger}
          disabled={isPending}
          aria-label={fill(t.actionsOf, { name: token.name })}
          className="inline-grid size-9 place-items-center rounded text-ink-soft hover:bg-sunken hover:text-ink"
        >
          <Ellipsis aria-hidden className="size-4" />
        </DropdownMenu.Trigger>
        <DropdownMenu.Portal>
          <DropdownMenu.Content
            align="end"
            sideOffset={4}
            collisionPadding={12}
            className="z-30 min-w-40 animate-appear rounded border border-line bg-surface p-1 shadow-float"
          >
            <MenuItem onSelect={() => setOpen("rotate")}>
              <KeyRound aria-hidden />
              {t.rotate}
            </MenuItem>
            <MenuItem onSelect={turn}>
              <Power aria-hidden />
              {token.isActive ? t.turnOff : t.turnOn}
            </MenuItem>
            <DropdownMenu.Separator className="my-1 h-px bg-line" />
            <MenuItem onSelect={() => setOpen("revoke")}>
              <Trash2 aria-hidden />
              {t.revoke}
            </MenuItem>
          </DropdownMenu.Content>
        </DropdownMenu.Portal>
      </DropdownMenu.Root>
      {open === "rotate" && <RotateDialog {...dialog} hubAddress={hubAddress} language={language} />}
      {open === "revoke" && <RevokeDialog {...dialog} />}
    </>
  );
}
