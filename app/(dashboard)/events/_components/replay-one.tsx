"use client";

import { RotateCw } from "lucide-react";
import { useTransition } from "react";
import type { Sentences } from "@/lib/i18n/ui/ui";
import { attempted } from "@/components/ui/answered";
import { Button } from "@/components/ui/button";
import { tell } from "@/components/ui/toast";
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
      tell(await attempted(replayAction(id)));
    });
  return (
    <Button variant={isMain ? "primary" : "plain"} onClick={replay} disabled={isPending} title={t.hint}>
      <RotateCw aria-hidden />
      {isPending ? t.busy : t.button}
    </Button>
  );
}
