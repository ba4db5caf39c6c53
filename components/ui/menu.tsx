"use client";

import { useRef, useState, type ReactNode, type Ref, type RefObject } from "react";
import { Part } from "./part";

export type MenuEntry = {
  id: string;
  /** Its icon and words. */
  face: ReactNode;
  onSelect?: () => void;
  /** A file to take home. */
  href?: string;
  /** Present: one of several that are ticked, and the menu stays open. */
  isTicked?: boolean;
  isDisabled?: boolean;
  /** A line stands before it. */
  startsGroup?: boolean;
};
type Props = {
  /** What the button shows; with `label` an icon. */
  face: ReactNode;
  label?: string;
  className: string;
  isDisabled?: boolean;
  align?: "start" | "end";
  entries: readonly MenuEntry[];
  /** For a dialog that gives the keyboard back to it. */
  ref?: RefObject<HTMLButtonElement | null>;
};

const loadPanel = () => import("./menu-panel").then((file) => file.MenuPanel);

/** A button with a menu. What the menu is made of is loaded when one is first opened: most visits open none. */
export function Menu({ face, label, className, isDisabled = false, align = "end", entries, ref }: Props) {
  const own = useRef<HTMLButtonElement>(null);
  const opener = ref ?? own;
  const [open, setOpen] = useState<"pointer" | "keyboard" | null>(null);
  const openBy = (way: "pointer" | "keyboard") => {
    if (!isDisabled) setOpen(way);
  };
  const close = () => setOpen(null);
  return (
    <span className="relative inline-flex">
      <button
        ref={opener as Ref<HTMLButtonElement>}
        type="button"
        // Not `disabled`: the keyboard comes back here while the entry that was chosen is done.
        aria-disabled={isDisabled || undefined}
        aria-label={label}
        aria-haspopup="menu"
        aria-expanded={open !== null}
        // A click by keyboard has no place.
        onClick={({ detail }) => openBy(detail === 0 ? "keyboard" : "pointer")}
        onKeyDown={(event) => {
          if (event.key !== "ArrowDown") return;
          event.preventDefault();
          openBy("keyboard");
        }}
        className={className}
      >
        {face}
      </button>
      {open && (
        <Part load={loadPanel} props={{ opener, entries, align, isByKeyboard: open === "keyboard", onClose: close }} onMissing={close} />
      )}
    </span>
  );
}
