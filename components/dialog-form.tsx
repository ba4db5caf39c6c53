"use client";

import { createContext, use, useEffect, type ReactNode } from "react";
import { Button } from "./ui/button";
import { Notice } from "./ui/notice";
import type { keeping } from "./use-sending";

/** Hears from the form inside whether it is being sent. */
export const WhileSending = createContext<(isSending: boolean) => void>(() => undefined);

type Props = {
  /** As useSending answers it. */
  sending: { refused: { problem?: string } | null; form: ReturnType<typeof keeping>; isPending: boolean };
  words: { submit: string; busy: string };
  cancel: string;
  onCancel: () => void;
  children: ReactNode;
};

/** A form in a dialog: above its fields what it was refused with, below them the yes and the no. Fields are checked by the hub alone. What is being sent is not called back. */
export function DialogForm({ sending: { refused, form, isPending }, words, cancel, onCancel, children }: Props) {
  const tellSending = use(WhileSending);
  useEffect(() => {
    tellSending(isPending);
    return () => tellSending(false);
  }, [tellSending, isPending]);
  return (
    <form {...form} noValidate className="grid gap-4">
      {refused?.problem && (
        <Notice kind="bad" live>
          {refused.problem}
        </Notice>
      )}
      {children}
      <div className="flex justify-end gap-2">
        <Button onClick={onCancel} disabled={isPending}>
          {cancel}
        </Button>
        <Button type="submit" variant="primary" disabled={isPending}>
          {isPending ? words.busy : words.submit}
        </Button>
      </div>
    </form>
  );
}
