"use client";

import { useState, useTransition } from "react";
import type { Attempt } from "@/app/_actions/attempt";
import { attempted } from "./ui/answered";
import { Button } from "./ui/button";
import { Dialog } from "./ui/dialog";
import type { Opened } from "./ui/dialog-button";
import { Notice } from "./ui/notice";
import { say } from "./ui/toast";

export type AskFirstProps = {
  /** Answers the sentence to say; null where the page itself goes. */
  act: () => Promise<Attempt<string | null>>;
  t: { title: string; lead: string; submit: string; busy: string; keep: string; close: string };
};

/** Says what follows before it is done. */
export function AskFirstDialog({ act, t, onClose, returnFocusTo }: AskFirstProps & Opened) {
  const [problem, setProblem] = useState<string | null>(null);
  const [isPending, startTransition] = useTransition();
  const submit = () =>
    startTransition(async () => {
      const done = await attempted(act());
      if (!done.ok) return setProblem(done.problem);
      if (done.value === null) return;
      say(done.value);
      onClose();
    });
  return (
    <Dialog isOpen onOpenChange={onClose} returnFocusTo={returnFocusTo} title={t.title} lead={t.lead} closeLabel={t.close}>
      {problem && (
        <Notice kind="bad" live>
          {problem}
        </Notice>
      )}
      <div className="flex justify-end gap-2">
        <Button onClick={onClose}>{t.keep}</Button>
        <Button variant="danger" onClick={submit} disabled={isPending}>
          {isPending ? t.busy : t.submit}
        </Button>
      </div>
    </Dialog>
  );
}
