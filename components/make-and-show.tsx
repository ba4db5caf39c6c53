"use client";

import { useState, type ReactNode } from "react";
import { Button } from "@/components/ui/button";
import { Dialog } from "@/components/ui/dialog";

type Props<Made> = {
  /** What is on the button. */
  open: ReactNode;
  title: string;
  lead: string;
  titleOf: (made: Made) => string;
  form: (onMade: (made: Made) => void, onCancel: () => void) => ReactNode;
  shown: (made: Made, onDone: () => void) => ReactNode;
  closeLabel: string;
};

/** A form, then the secret it made, once: closing forgets it for good. */
export function MakeAndShow<Made>({ open, title, lead, titleOf, form, shown, closeLabel }: Props<Made>) {
  const [isOpen, setOpen] = useState(false);
  const [made, setMade] = useState<Made | null>(null);
  const turn = (isNowOpen: boolean) => {
    setOpen(isNowOpen);
    setMade(null);
  };
  const close = () => turn(false);
  return (
    <>
      <Button variant="primary" onClick={() => setOpen(true)}>
        {open}
      </Button>
      <Dialog
        isOpen={isOpen}
        onOpenChange={turn}
        isSticky={made !== null}
        title={made === null ? title : titleOf(made)}
        lead={made === null ? lead : undefined}
        closeLabel={closeLabel}
      >
        {made === null ? form(setMade, close) : shown(made, close)}
      </Dialog>
    </>
  );
}
