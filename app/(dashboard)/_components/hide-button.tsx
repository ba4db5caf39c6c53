"use client";

import { Eye, EyeOff } from "lucide-react";
import { useTransition } from "react";
import { hideProductAction } from "@/app/_actions/hide-product";
import type { Sentences } from "@/lib/i18n/ui/ui";
import { attempted } from "@/components/ui/answered";
import { Button } from "@/components/ui/button";
import { say, warn } from "@/components/ui/toast";

type Props = {
  id: string;
  isHidden: boolean;
  label: string;
  t: Pick<Sentences["settings"]["hidden"], "hide" | "show" | "done" | "undone" | "undo">;
};

/** Keeps one product from the AI, or shows it again; both can be taken back at once. */
export function HideButton({ id, isHidden, label, t }: Props) {
  const [isPending, startTransition] = useTransition();
  const turn = (hidden: boolean, canUndo: boolean) =>
    startTransition(async () => {
      const done = await attempted(hideProductAction(id, hidden));
      if (!done.ok) return warn(done.problem);
      say(hidden ? t.done : t.undone, canUndo ? { label: t.undo, act: () => turn(!hidden, false) } : null);
    });
  const Icon = isHidden ? Eye : EyeOff;
  return (
    <Button aria-label={label} disabled={isPending} onClick={() => turn(!isHidden, true)}>
      <Icon aria-hidden />
      {isHidden ? t.show : t.hide}
    </Button>
  );
}
