import { clsx } from "clsx";
import { ChevronDown } from "lucide-react";
import type { ReactNode } from "react";
import { Popover } from "./popover";

/** A chip that opens a small form; sending the form navigates and so closes it (`key` it by its value). */
export function FilterPopover({ label, isSet, name, children }: { label: ReactNode; isSet: boolean; name: string; children: ReactNode }) {
  return (
    <Popover
      face={
        <>
          {label}
          <ChevronDown aria-hidden className="size-4 text-ink-soft" />
        </>
      }
      className={clsx(
        "inline-flex h-9 items-center gap-2 rounded border ps-3 pe-2 text-sm font-medium",
        isSet ? "border-accent bg-accent-soft text-accent" : "border-line bg-surface text-ink hover:bg-sunken",
      )}
      panelLabel={name}
      panelClass="w-72 p-4"
    >
      {children}
    </Popover>
  );
}
