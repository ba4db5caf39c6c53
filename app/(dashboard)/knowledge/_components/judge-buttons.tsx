"use client";

import { clsx } from "clsx";
import { ThumbsDown, ThumbsUp } from "lucide-react";
import { startTransition, useOptimistic, useState } from "react";
import type { Sentences } from "@/lib/i18n/ui/ui";
import { attempted } from "@/components/ui/answered";
import { warn } from "@/components/ui/toast";
import { judgeAction } from "../actions";

type Verdict = "up" | "down";
type Props = {
  answer: Omit<Parameters<typeof judgeAction>[0], "verdict">;
  verdict: Verdict | null;
  label: string;
  t: Sentences["knowledge"]["judge"];
};

/** Shown at once, because pressing again takes it back; what could not be kept is said and undone. */
export function JudgeButtons({ answer, verdict, label, t }: Props) {
  const [kept, keep] = useState(verdict);
  const [shown, show] = useOptimistic(kept);
  const press = (pressed: Verdict) =>
    startTransition(async () => {
      const next = shown === pressed ? null : pressed;
      show(next);
      const judged = await attempted(judgeAction({ ...answer, verdict: next }));
      if (judged.ok) startTransition(() => keep(next));
      else warn(judged.problem);
    });
  const button = (value: Verdict, Icon: typeof ThumbsUp, name: string) => (
    <button
      type="button"
      aria-pressed={shown === value}
      aria-label={name}
      title={name}
      onClick={() => press(value)}
      className={clsx(
        "grid size-9 place-items-center rounded hover:bg-sunken",
        shown !== value ? "text-ink-soft" : value === "up" ? "bg-good-soft text-good" : "bg-bad-soft text-bad",
      )}
    >
      <Icon aria-hidden className={clsx("size-4", shown === value && "fill-current")} />
    </button>
  );
  return (
    <span role="group" aria-label={label} className="flex shrink-0">
      {button("up", ThumbsUp, t.up)}
      {button("down", ThumbsDown, t.down)}
    </span>
  );
}
