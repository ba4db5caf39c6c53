"use client";

import { Ellipsis, KeyRound, Power, Trash2 } from "lucide-react";
import { useRef, useState, useTransition } from "react";
import type { Language } from "@/lib/i18n/language";
import { fill } from "@/lib/i18n/ui/translated";
import type { Sentences } from "@/lib/i18n/ui/ui";
import { attempted } from "@/components/ui/answered";
import { Menu } from "@/components/ui/menu";
import { menuFace } from "@/components/ui/menu-face";
import { Part } from "@/components/ui/part";
import { tell } from "@/components/ui/toast";
import { revokeTokenAction, switchTokenAction } from "../actions";

type Props = {
  token: { id: string; name: string; isActive: boolean; olderUntil: string | null };
  hubAddress: string;
  language: Language;
  t: Sentences["tokens"];
  common: Sentences["common"];
};

const loadRotate = () => import("./rotate-dialog").then((file) => file.RotateDialog);
const loadAsk = () => import("@/components/ask-first-dialog").then((file) => file.AskFirstDialog);

export function TokenActions({ token, hubAddress, language, t, common }: Props) {
  const trigger = useRef<HTMLButtonElement>(null);
  const [open, setOpen] = useState<"rotate" | "revoke" | null>(null);
  const [isPending, startTransition] = useTransition();
  const onClose = () => setOpen(null);
  const opened = { onClose, returnFocusTo: trigger };
  const named = (sentence: string) => fill(sentence, { name: token.name });
  const turn = () =>
    startTransition(async () => {
      const turned = await attempted(switchTokenAction(token.id, !token.isActive));
      tell(turned.ok ? { ok: true, value: named(token.isActive ? t.turnedOff : t.turnedOn) } : turned);
    });
  const revoke = async () => {
    const revoked = await attempted(revokeTokenAction(token.id));
    return revoked.ok ? { ok: true as const, value: named(t.revokeDialog.done) } : revoked;
  };
  return (
    <>
      <Menu
        ref={trigger}
        face={<Ellipsis aria-hidden className="size-4" />}
        label={named(t.actionsOf)}
        isDisabled={isPending}
        className="inline-grid size-9 place-items-center rounded text-ink-soft hover:bg-sunken hover:text-ink"
        entries={[
          { id: "rotate", face: menuFace(KeyRound, t.rotate), onSelect: () => setOpen("rotate") },
          { id: "turn", face: menuFace(Power, token.isActive ? t.turnOff : t.turnOn), onSelect: turn },
          { id: "revoke", face: menuFace(Trash2, t.revoke), startsGroup: true, onSelect: () => setOpen("revoke") },
        ]}
      />
      {open === "rotate" && <Part load={loadRotate} props={{ token, hubAddress, language, t, common, ...opened }} onMissing={onClose} />}
      {open === "revoke" && (
        <Part
          load={loadAsk}
          props={{
            act: revoke,
            t: { ...t.revokeDialog, title: named(t.revokeDialog.title), keep: common.cancel, close: common.close },
            ...opened,
          }}
          onMissing={onClose}
        />
      )}
    </>
  );
}
