"use client";

import { clsx } from "clsx";
import { ChevronDown } from "lucide-react";
import { Popover } from "radix-ui";
import type { ReactNode } from "react";

/** A chip that opens a small form; sending the form navigates and so closes it (`key` it by its value). */
export function FilterPopover({ label, isSet, name, children }: { label: ReactNode; isSet: boolean; name: string; children: ReactNode }) {
  return (
    <Popover.Root>
      <Popover.Trigger
        className={clsx(
          "inline-flex h-9 items-center gap-2 rounded border ps-3 pe-2 text-sm font-medium",
          isSet ? "border-accent bg-accent-soft text-accent" : "border-line bg-surface text-ink hover:bg-sunken",
        )}
      >
        {label}
        <ChevronDown aria-hidden className="size-4 text-ink-soft" />
      </Popover.Trigger>
      <Popover.Portal>
        <Popover.Content
          aria-label={name}
          align="start"
          sideOffset={6}
          collisionPadding={16}
          className="z-30 w-72 animate-appear rounded border border-line bg-surface p-4 shadow-float"
        >
          {children}
        </Popover.Content>
      </Popover.Portal>
    </Popover.Root>
  );
}
