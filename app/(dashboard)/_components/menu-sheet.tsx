"use client";

import { Menu, X } from "lucide-react";
import { Dialog } from "radix-ui";
import { useState, type MouseEvent, type ReactNode } from "react";

/** The navigation where there is no room beside the page. Closes when a place was chosen. */
export function MenuSheet({ label, closeLabel, children }: { label: string; closeLabel: string; children: ReactNode }) {
  const [isOpen, setOpen] = useState(false);
  const closeAfterChoice = (event: MouseEvent) => {
    if (event.target instanceof Element && event.target.closest("a")) setOpen(false);
  };
  return (
    <Dialog.Root open={isOpen} onOpenChange={setOpen}>
      <Dialog.Trigger aria-label={label} className="-me-2 grid size-11 place-items-center rounded hover:bg-sunken">
        <Menu aria-hidden className="size-5" />
      </Dialog.Trigger>
      <Dialog.Portal>
        <Dialog.Overlay className="fixed inset-0 z-40 bg-veil" />
        <Dialog.Content
          aria-describedby={undefined}
          onClick={closeAfterChoice}
          className="fixed inset-y-0 start-0 z-50 w-[min(19rem,85vw)] animate-appear overflow-y-auto bg-surface shadow-float"
        >
          <Dialog.Title className="sr-only">{label}</Dialog.Title>
          {children}
          <Dialog.Close aria-label={closeLabel} className="absolute end-2 top-3 grid size-11 place-items-center rounded hover:bg-sunken">
            <X aria-hidden className="size-5" />
          </Dialog.Close>
        </Dialog.Content>
      </Dialog.Portal>
    </Dialog.Root>
  );
}
