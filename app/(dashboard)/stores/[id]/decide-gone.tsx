"use client";

import { useRef, useState, useTransition } from "react";
import type { Sentences } from "@/lib/i18n/ui/ui";
import { attempted } from "@/components/ui/answered";
import { Button } from "@/components/ui/button";
import { Dialog } from "@/components/ui/dialog";
import { Notice } from "@/components/ui/notice";
import { say } from "@/components/ui/toast";
import { decideGoneAction } from "./actions";

type Props = { runId: string; dialogTitle: string; t: Sentences["stores"]["decide"]; common: Sentences["common"] };

/** Keeping is one click; deleting says first what follows. */
export function DecideGone({ runId, dialogTitle, t, common }: Props) {
  const trigger = useRef<HTMLButtonElement>(null);
  const [isAsking, setAsking] = useState(false);
  const [problem, setProblem] = useState<string | null>(null);
  const [isPending, startTransition] = useTransition();
  const decide = (decision: "confirm" | "dismiss") =>
    startTransition(async () => {
      const decided = await attempted(decideGoneAction(runId, decision));
      if (!decided.ok) return setProblem(decided.problem);
      setAsking(false);
      say(decision === "confirm" ? t.confirmed : t.dismissed);
    });
  const notice = problem && (
    <Notice kind="bad" live>
      {problem}
    </Notice>
  );
  return (
    <>
      {!isAsking && notice}
      <div className="flex flex-wrap gap-2">
        <Button ref={trigger} variant="danger" onClick={() => setAsking(true)} disabled={isPending}>
          {t.confirm}
        </Button>
        <Button onClick={() => decide("dismiss")} disabled={isPending}>
          {t.dismiss}
        </Button>
      </div>
      <Dialog
        isOpen={isAsking}
        onOpenChange={setAsking}
        returnFocusTo={trigger}
        title={dialogTitle}
        lead={t.dialogLead}
        closeLabel={common.close}
      >
        {notice}
        <div className="flex justify-end gap-2">
          <Button onClick={() => setAsking(false)}>{common.cancel}</Button>
          <Button variant="danger" onClick={() => decide("confirm")} disabled={isPending}>
            {isPending ? t.busy : t.submit}
          </Button>
        </div>
      </Dialog>
    </>
  );
}
