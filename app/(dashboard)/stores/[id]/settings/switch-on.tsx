"use client";

import { Power } from "lucide-react";
import { useTransition } from "react";
import type { Sentences } from "@/lib/i18n/ui/ui";
import { attempted } from "@/components/ui/answered";
import { Button } from "@/components/ui/button";
import { tell } from "@/components/ui/toast";
import { switchStoreAction } from "./actions";

export function SwitchOn({ storeId, t }: { storeId: string; t: Sentences["settings"]["store"] }) {
  const [isPending, startTransition] = useTransition();
  const turn = () =>
    startTransition(async () => {
      tell(await attempted(switchStoreAction(storeId, true)));
    });
  return (
    <Button variant="primary" disabled={isPending} onClick={turn} className="justify-self-start">
      <Power aria-hidden />
      {isPending ? t.switching : t.switchOn}
    </Button>
  );
}
