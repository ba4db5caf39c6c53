"use client";

import type { ReactNode } from "react";
import { Button } from "./ui/button";
import { Notice } from "./ui/notice";
import type { keeping } from "./use-sending";

type Props = {
  /** As useSending answers it. */
  sending: { refused: { problem?: string } | null; form: ReturnType<typeof keeping>; isPending: boolean };
  words: { submit: string; busy: string };
  cancel: string;
  onCancel: () => void;
  children: ReactNode;
};

/** A form in a dialog: above its fields what it was refused with, below them the yes and the no. Fields are checked by the hub alone. */
export function DialogForm({ sending: { refused, form, isPending }, words, cancel, onCancel, children }: Props) {
  return (
    <form {...form} noValidate className="grid gap-4">
      {refused?.problem && (
        <Notice kind="bad" live>
          {refused.problem}
        </Notice>
      )}
      {children}
      <div className="flex justify-end gap-2">
        <Button onClick={onCancel}>{cancel}</Button>
        <Button type="submit" variant="primary" disabled={isPending}>
          {isPending ? words.busy : words.submit}
        </Button>
      </div>
    </form>
  );
}
