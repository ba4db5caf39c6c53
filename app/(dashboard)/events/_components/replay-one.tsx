"use client";

import { RotateCw } from "lucide-react";
import { useTransition } from "react";
import type { Sentences } from "@/lib/i18n/ui/ui";
import { Button } from "@/components/ui/button";
import { say } from "@/components/ui/toast";
import { replayAction } from "../actions";

export function ReplayOne({
  id,
  isMain,
  t,
}: {
  id: string;
  /** The one thing to do here: the event failed. */ isMain: boolean;
  t: Sentences["events"]["replay"];
}) {
  const [isPending, startTransition] = useTransition();
  const replay = () =>
    startTransition(async () => {
      const replayed = await replayAction(id);
      say(replayed.ok ? replayed.value : replayed.problem);
    });
  return (
    <Button variant={isMain ? "primary" : "plain"} onClick={replay} disabled={isPending} title={t.hint}>
      <RotateCw aria-hidden />
      {isPending ? t.busy : t.button}
    </Button>
  );
}
