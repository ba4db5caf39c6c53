"use client";

import { clsx } from "clsx";
import { Popover } from "radix-ui";
import type { ReactNode, RefObject } from "react";

type Props = {
  opener: RefObject<HTMLButtonElement | null>;
  label: string;
  className: string;
  onClose: () => void;
  children: ReactNode;
};

/** What a popover holds once it is open; loaded then. */
export function PopoverPanel({ opener, label, className, onClose, children }: Props) {
  return (
    <Popover.Root
      open
      onOpenChange={(isOpen) => {
        if (!isOpen) onClose();
      }}
    >
      <Popover.Anchor virtualRef={opener} />
      <Popover.Portal>
        <Popover.Content
          aria-label={label}
          align="start"
          sideOffset={6}
          collisionPadding={16}
          // Its button closes it by itself.
          onPointerDownOutside={(event) => {
            if (event.target instanceof Node && opener.current?.contains(event.target)) event.preventDefault();
          }}
          onCloseAutoFocus={(event) => {
            event.preventDefault();
            opener.current?.focus();
          }}
          className={clsx("z-30 animate-appear rounded border border-line bg-surface shadow-float", className)}
        >
          {children}
        </Popover.Content>
      </Popover.Portal>
    </Popover.Root>
  );
}
