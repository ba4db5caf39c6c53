"use client";

import { Undo2 } from "lucide-react";
import { useTransition } from "react";
import { attempted } from "@/components/ui/answered";
import { Button } from "@/components/ui/button";
import { say, warn } from "@/components/ui/toast";
import { judgeAction } from "../../actions";

type Judgement = Parameters<typeof judgeAction>[0];
type Props = {
  answer: Omit<Judgement, "verdict">;
  verdict: "up" | "down";
  label: string;
  t: { takeBack: string; done: string; restored: string; undo: string };
};

/** Takes one's own word on an answer back; the word can be given again at once. */
export function TakeBack({ answer, verdict, label, t }: Props) {
  const [isPending, startTransition] = useTransition();
  const judge = (next: Judgement["verdict"]) =>
    startTransition(async () => {
      const judged = await attempted(judgeAction({ ...answer, verdict: next }));
      if (!judged.ok) return warn(judged.problem);
      say(next === null ? t.done : t.restored, next === null ? { label: t.undo, act: () => judge(verdict) } : null);
    });
  return (
    <Button aria-label={label} disabled={isPending} onClick={() => judge(null)}>
      <Undo2 aria-hidden className="mirror" />
      {t.takeBack}
    </Button>
  );
}
