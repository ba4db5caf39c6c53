"use client";

import { useRef, useState, useTransition } from "react";
import type { Attempt } from "@/app/_actions/attempt";
import { Button } from "./ui/button";
import { Dialog } from "./ui/dialog";
import { Notice } from "./ui/notice";
import { say } from "./ui/toast";

type Words = {
  open: string;
  /** Where several stand in a list. */ openLabel?: string;
  title: string;
  lead: string;
  submit: string;
  busy: string;
  keep: string;
  close: string;
};

/** A button for what cannot be taken back: says what follows, then does it. `act` answers the sentence to say. */
export function AskFirst({ act, t }: { act: () => Promise<Attempt<string>>; t: Words }) {
  const trigger = useRef<HTMLButtonElement>(null);
  const [isOpen, setOpen] = useState(false);
  const [problem, setProblem] = useState<string | null>(null);
  const [isPending, startTransition] = useTransition();
  const submit = () =>
    startTransition(async () => {
      const done = await act();
      if (!done.ok) return setProblem(done.problem);
      say(done.value);
      setOpen(false);
    });
  return (
    <>
      <Button ref={trigger} variant="danger" aria-label={t.openLabel} onClick={() => setOpen(true)}>
        {t.open}
      </Button>
      <Dialog isOpen={isOpen} onOpenChange={setOpen} returnFocusTo={trigger} title={t.title} lead={t.lead} closeLabel={t.close}>
        {problem && (
          <Notice kind="bad" live>
            {problem}
          </Notice>
        )}
        <div className="flex justify-end gap-2">
          <Button onClick={() => setOpen(false)}>{t.keep}</Button>
          <Button variant="danger" onClick={submit} disabled={isPending}>
            {isPending ? t.busy : t.submit}
          </Button>
        </div>
      </Dialog>
    </>
  );
}
