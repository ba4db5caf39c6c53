"use client";

import { X } from "lucide-react";
import { Dialog as Radix } from "radix-ui";
import { useRef, type ReactNode, type RefObject } from "react";

type Props = {
  title: ReactNode;
  lead?: ReactNode;
  closeLabel: string;
  isOpen: boolean;
  onOpenChange: (isOpen: boolean) => void;
  /** Losing what is shown must be a decision: only a button inside closes it. */
  isSticky?: boolean;
  /** Where the keyboard goes afterwards, when what opened it (a menu entry) is gone by then. */
  returnFocusTo?: RefObject<HTMLElement | null>;
  children: ReactNode;
};

/** A question or a form above the page: a sheet from below on a phone, centred elsewhere. */
export function Dialog({ title, lead, closeLabel, isOpen, onOpenChange, isSticky = false, returnFocusTo, children }: Props) {
  const opener = useRef<Element | null>(null);
  const stay = (event: Event) => {
    if (isSticky) event.preventDefault();
  };
  return (
    <Radix.Root open={isOpen} onOpenChange={onOpenChange}>
      <Radix.Portal>
        <Radix.Overlay className="fixed inset-0 z-40 bg-veil" />
        <Radix.Content
          {...(lead ? {} : { "aria-describedby": undefined })}
          onPointerDownOutside={stay}
          onEscapeKeyDown={stay}
          onOpenAutoFocus={() => {
            opener.current = document.activeElement;
          }}
          onCloseAutoFocus={(event) => {
            // Radix gives the keyboard back to its own trigger only; these dialogs are opened by state.
            event.preventDefault();
            const target = returnFocusTo?.current ?? opener.current;
            if (target instanceof HTMLElement) target.focus();
          }}
          className="fixed inset-x-0 bottom-0 z-50 mx-auto grid max-h-[92dvh] animate-appear gap-4 overflow-y-auto rounded-t bg-surface p-5 shadow-float sm:inset-y-0 sm:my-auto sm:h-fit sm:max-w-lg sm:rounded sm:p-6"
        >
          <div className="flex items-start justify-between gap-4">
            <Radix.Title className="text-lg font-semibold">{title}</Radix.Title>
            {!isSticky && (
              <Radix.Close aria-label={closeLabel} className="-m-2 rounded p-2 text-ink-soft hover:bg-sunken hover:text-ink">
                <X aria-hidden className="size-4" />
              </Radix.Close>
            )}
          </div>
          {lead && <Radix.Description className="-mt-2 text-ink-soft">{lead}</Radix.Description>}
          {children}
        </Radix.Content>
      </Radix.Portal>
    </Radix.Root>
  );
}
