"use client";

import { Power } from "lucide-react";
import { useTransition } from "react";
import type { Sentences } from "@/lib/i18n/ui/ui";
import { Button } from "@/components/ui/button";
import { say } from "@/components/ui/toast";
import { switchStoreAction } from "./actions";

export function SwitchOn({ storeId, t }: { storeId: string; t: Sentences["settings"]["store"] }) {
  const [isPending, startTransition] = useTransition();
  const turn = () =>
    startTransition(async () => {
      const done = await switchStoreAction(storeId, true);
      say(done.ok ? done.value : done.problem);
    });
  return (
    <Button variant="primary" disabled={isPending} onClick={turn} className="justify-self-start">
      <Power aria-hidden />
      {isPending ? t.switching : t.switchOn}
    </Button>
  );
}
