"use client";

import { useState, type ReactNode } from "react";
import { WhileSending } from "./dialog-form";
import { Dialog } from "./ui/dialog";
import type { Opened } from "./ui/dialog-button";

type Props<Made> = Opened & {
  title: string;
  lead: string;
  titleOf: (made: Made) => string;
  form: (onMade: (made: Made) => void) => ReactNode;
  shown: (made: Made) => ReactNode;
  closeLabel: string;
};

/**
 * A form, then the secret it made, once: closing forgets it for good, so that only its own button closes it then. Nothing
 * closes it while the secret is made: it would be there, an old one gone for it, and nobody would ever see it.
 */
export function MakeAndShow<Made>({ title, lead, titleOf, form, shown, closeLabel, onClose, returnFocusTo }: Props<Made>) {
  const [made, setMade] = useState<{ value: Made } | null>(null);
  const [isSending, setSending] = useState(false);
  return (
    <Dialog
      isOpen
      onOpenChange={onClose}
      returnFocusTo={returnFocusTo}
      isSticky={made !== null || isSending}
      title={made ? titleOf(made.value) : title}
      lead={made ? undefined : lead}
      closeLabel={closeLabel}
    >
      {made ? shown(made.value) : <WhileSending value={setSending}>{form((value) => setMade({ value }))}</WhileSending>}
    </Dialog>
  );
}
