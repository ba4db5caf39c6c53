"use client";

import { Ellipsis, Link2, Power, ShieldCheck, Store } from "lucide-react";
import { DropdownMenu } from "radix-ui";
import { useRef, useState, useTransition } from "react";
import type { Role } from "@/lib/access/caller";
import type { Language } from "@/lib/i18n/language";
import { directionOf } from "@/lib/i18n/ui/direction";
import { fill } from "@/lib/i18n/ui/translated";
import type { Sentences } from "@/lib/i18n/ui/ui";
import { MenuItem } from "@/components/ui/menu-item";
import { say } from "@/components/ui/toast";
import { changeRoleAction, inviteAgainAction, switchPersonAction } from "../actions";
import { PersonDialog } from "./person-dialog";

type Props = {
  person: { id: string; email: string; role: Role; isActive: boolean };
  language: Language;
  t: Sentences["team"];
  common: Sentences["common"];
};

export function PersonActions({ person, language, t, common }: Props) {
  const trigger = useRef<HTMLButtonElement>(null);
  const [open, setOpen] = useState<"role" | "off" | "again" | null>(null);
  const [isPending, startTransition] = useTransition();
  const { id, email } = person;
  const other: Role = person.role === "ADMIN" ? "OWNER" : "ADMIN";
  const named = <T extends { title: string; lead: string }>(words: T) => ({ ...words, title: fill(words.title, { email }) });
  const dialog = { onClose: () => setOpen(null), returnFocusTo: trigger, t, common };
  const turnOn = () =>
    startTransition(async () => {
      const turned = await switchPersonAction(id, true);
      say(turned.ok ? turned.value : turned.problem);
    });
  return (
    <>
      <DropdownMenu.Root dir={directionOf(language)}>
        <DropdownMenu.Trigger
          ref={trigger}
          disabled={isPending}
          aria-label={fill(t.actionsOf, { email })}
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
            {person.isActive ? (
              <>
                <MenuItem onSelect={() => setOpen("again")}>
                  <Link2 aria-hidden />
                  {t.again.open}
                </MenuItem>
                <MenuItem onSelect={() => setOpen("role")}>
                  {other === "ADMIN" ? <ShieldCheck aria-hidden /> : <Store aria-hidden />}
                  {t.role[`to${other}`]}
                </MenuItem>
                <DropdownMenu.Separator className="my-1 h-px bg-line" />
                <MenuItem onSelect={() => setOpen("off")}>
                  <Power aria-hidden />
                  {t.off.open}
                </MenuItem>
              </>
            ) : (
              <MenuItem onSelect={turnOn}>
                <Power aria-hidden />
                {t.on.open}
              </MenuItem>
            )}
          </DropdownMenu.Content>
        </DropdownMenu.Portal>
      </DropdownMenu.Root>
      {open === "again" && <PersonDialog {...dialog} words={named(t.again)} act={() => inviteAgainAction(id)} />}
      {open === "off" && <PersonDialog {...dialog} isDangerous words={named(t.off)} act={() => switchPersonAction(id, false)} />}
      {open === "role" && (
        <PersonDialog
          {...dialog}
          words={named({ title: t.role[`title${other}`], lead: t.role[`lead${other}`], submit: t.role.submit, busy: t.role.busy })}
          act={() => changeRoleAction(id, other)}
        />
      )}
    </>
  );
}
