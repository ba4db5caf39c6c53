"use client";

import { Ellipsis, Link2, Power, ShieldCheck, Store } from "lucide-react";
import { useRef, useState, useTransition } from "react";
import type { Role } from "@/lib/access/caller";
import { fill } from "@/lib/i18n/ui/translated";
import type { Sentences } from "@/lib/i18n/ui/ui";
import { attempted } from "@/components/ui/answered";
import { Menu } from "@/components/ui/menu";
import { menuFace } from "@/components/ui/menu-face";
import { tell } from "@/components/ui/toast";
import { changeRoleAction, inviteAgainAction, switchPersonAction } from "../actions";
import { PersonDialog } from "./person-dialog";

type Props = {
  person: { id: string; email: string; role: Role; isActive: boolean };
  t: Sentences["team"];
  common: Sentences["common"];
};

export function PersonActions({ person, t, common }: Props) {
  const trigger = useRef<HTMLButtonElement>(null);
  const [open, setOpen] = useState<"role" | "off" | "again" | null>(null);
  const [isPending, startTransition] = useTransition();
  const { id, email } = person;
  const other: Role = person.role === "ADMIN" ? "OWNER" : "ADMIN";
  const named = <T extends { title: string; lead: string }>(words: T) => ({ ...words, title: fill(words.title, { email }) });
  const dialog = { onClose: () => setOpen(null), returnFocusTo: trigger, t, common };
  const turnOn = () =>
    startTransition(async () => {
      tell(await attempted(switchPersonAction(id, true)));
    });
  return (
    <>
      <Menu
        ref={trigger}
        face={<Ellipsis aria-hidden className="size-4" />}
        label={fill(t.actionsOf, { email })}
        isDisabled={isPending}
        className="inline-grid size-9 place-items-center rounded text-ink-soft hover:bg-sunken hover:text-ink"
        entries={
          person.isActive
            ? [
                { id: "again", face: menuFace(Link2, t.again.open), onSelect: () => setOpen("again") },
                {
                  id: "role",
                  face: menuFace(other === "ADMIN" ? ShieldCheck : Store, t.role[`to${other}`]),
                  onSelect: () => setOpen("role"),
                },
                { id: "off", face: menuFace(Power, t.off.open), startsGroup: true, onSelect: () => setOpen("off") },
              ]
            : [{ id: "on", face: menuFace(Power, t.on.open), onSelect: turnOn }]
        }
      />
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
