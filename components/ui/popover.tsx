"use client";

import { useRef, useState, type ReactNode } from "react";
import { Part } from "./part";

type Props = {
  face: ReactNode;
  /** Of the button, where its face does not say enough. */
  label?: string;
  isBusy?: boolean;
  className: string;
  /** Names what opens. */
  panelLabel: string;
  panelClass: string;
  onOpen?: () => void;
  children: ReactNode;
};

const loadPanel = () => import("./popover-panel").then((file) => file.PopoverPanel);

/** A button with a small form. What holds the form is loaded when one is first opened. */
export function Popover({ face, label, isBusy, className, panelLabel, panelClass, onOpen, children }: Props) {
  const opener = useRef<HTMLButtonElement>(null);
  const [isOpen, setOpen] = useState(false);
  const close = () => setOpen(false);
  return (
    <>
      <button
        ref={opener}
        type="button"
        aria-label={label}
        aria-busy={isBusy}
        aria-haspopup="dialog"
        aria-expanded={isOpen}
        onClick={() => {
          if (!isOpen) onOpen?.();
          setOpen(!isOpen);
        }}
        className={className}
      >
        {face}
      </button>
      {isOpen && (
        <Part load={loadPanel} props={{ opener, label: panelLabel, className: panelClass, onClose: close, children }} onMissing={close} />
      )}
    </>
  );
}
