"use client";

import { RotateCw } from "lucide-react";
import { useState, useTransition } from "react";
import { fill } from "@/lib/i18n/ui/translated";
import type { Sentences } from "@/lib/i18n/ui/ui";
import { Button } from "@/components/ui/button";
import { Dialog } from "@/components/ui/dialog";
import { Notice } from "@/components/ui/notice";
import { say } from "@/components/ui/toast";
import { replayManyAction } from "../actions";

type Props = {
  filters: Record<string, string>;
  count: string;
  /** Said when the list is longer than one call takes. */ max: string | null;
  t: Sentences["events"]["replay"];
  common: Sentences["common"];
};

/** Says how many before it does it. */
export function ReplayMany({ filters, count, max, t, common }: Props) {
  const [isOpen, setOpen] = useState(false);
  const [problem, setProblem] = useState<string | null>(null);
  const [isPending, startTransition] = useTransition();
  const replay = () =>
    startTransition(async () => {
      const replayed = await replayManyAction(filters);
      if (!replayed.ok) return setProblem(replayed.problem);
      say(replayed.value);
      setOpen(false);
    });
  return (
    <>
      <Button onClick={() => setOpen(true)}>
        <RotateCw aria-hidden />
        {t.many}
      </Button>
      <Dialog isOpen={isOpen} onOpenChange={setOpen} title={fill(t.manyTitle, { count })} lead={t.manyLead} closeLabel={common.close}>
        {max !== null && <p className="text-sm text-ink-soft">{fill(t.manyMax, { max })}</p>}
        {problem && (
          <Notice kind="bad" live>
            {problem}
          </Notice>
        )}
        <div className="flex justify-end gap-2">
          <Button onClick={() => setOpen(false)}>{common.cancel}</Button>
          <Button variant="primary" onClick={replay} disabled={isPending}>
            {isPending ? t.busy : fill(t.manySubmit, { count })}
          </Button>
        </div>
      </Dialog>
    </>
  );
}
