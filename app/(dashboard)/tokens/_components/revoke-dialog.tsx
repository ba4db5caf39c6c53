"use client";

import { useState, useTransition, type RefObject } from "react";
import { fill } from "@/lib/i18n/ui/translated";
import type { Sentences } from "@/lib/i18n/ui/ui";
import { Button } from "@/components/ui/button";
import { Dialog } from "@/components/ui/dialog";
import { Notice } from "@/components/ui/notice";
import { say } from "@/components/ui/toast";
import { revokeTokenAction } from "../actions";

type Props = {
  token: { id: string; name: string };
  isOpen: boolean;
  onClose: () => void;
  returnFocusTo: RefObject<HTMLElement | null>;
  t: Sentences["tokens"];
  common: Sentences["common"];
};

/** Says what follows before it is done. */
export function RevokeDialog({ token, isOpen, onClose, returnFocusTo, t, common }: Props) {
  const [problem, setProblem] = useState<string | null>(null);
  const [isPending, startTransition] = useTransition();
  const revoke = () =>
    startTransition(async () => {
      const revoked = await revokeTokenAction(token.id);
      if (!revoked.ok) return setProblem(revoked.problem);
      say(fill(t.revokeDialog.done, { name: token.name }));
      onClose();
    });
  return (
    <Dialog
      isOpen={isOpen}
      onOpenChange={onClose}
      returnFocusTo={returnFocusTo}
      title={fill(t.revokeDialog.title, { name: token.name })}
      lead={t.revokeDialog.lead}
      closeLabel={common.close}
    >
      {problem && (
        <Notice kind="bad" live>
          {problem}
        </Notice>
      )}
      <div className="flex justify-end gap-2">
        <Button onClick={onClose}>{common.cancel}</Button>
        <Button variant="danger" onClick={revoke} disabled={isPending}>
          {isPending ? t.revokeDialog.busy : t.revokeDialog.submit}
        </Button>
      </div>
    </Dialog>
  );
}
