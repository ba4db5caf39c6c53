"use client";

import { useState, useTransition, type RefObject } from "react";
import type { Attempt } from "@/app/_actions/attempt";
import { fill } from "@/lib/i18n/ui/translated";
import type { Sentences } from "@/lib/i18n/ui/ui";
import { attempted } from "@/components/ui/answered";
import { Button } from "@/components/ui/button";
import { Dialog } from "@/components/ui/dialog";
import { Notice } from "@/components/ui/notice";
import { say } from "@/components/ui/toast";
import type { ShownLink } from "../actions";
import { LinkOnce } from "./link-once";

type Props = {
  words: { title: string; lead: string; submit: string; busy: string };
  isDangerous?: boolean;
  /** A sentence to say, or a link to show once. */ act: () => Promise<Attempt<string | ShownLink>>;
  onClose: () => void;
  returnFocusTo: RefObject<HTMLElement | null>;
  t: Sentences["team"];
  common: Sentences["common"];
};

/** Says what follows before it is done. */
export function PersonDialog({ words, isDangerous = false, act, onClose, returnFocusTo, t, common }: Props) {
  const [problem, setProblem] = useState<string | null>(null);
  const [link, setLink] = useState<ShownLink | null>(null);
  const [isPending, startTransition] = useTransition();
  const submit = () =>
    startTransition(async () => {
      const done = await attempted(act());
      if (!done.ok) return setProblem(done.problem);
      if (typeof done.value !== "string") return setLink(done.value);
      say(done.value);
      onClose();
    });
  return (
    <Dialog
      isOpen
      onOpenChange={onClose}
      isSticky={link !== null}
      returnFocusTo={returnFocusTo}
      title={link ? fill(t.link.title, { email: link.email }) : words.title}
      lead={link ? undefined : words.lead}
      closeLabel={common.close}
    >
      {link ? (
        <LinkOnce link={link} onDone={onClose} t={t.link} common={common} />
      ) : (
        <>
          {problem && (
            <Notice kind="bad" live>
              {problem}
            </Notice>
          )}
          <div className="flex justify-end gap-2">
            <Button onClick={onClose}>{common.cancel}</Button>
            <Button variant={isDangerous ? "danger" : "primary"} onClick={submit} disabled={isPending}>
              {isPending ? words.busy : words.submit}
            </Button>
          </div>
        </>
      )}
    </Dialog>
  );
}
