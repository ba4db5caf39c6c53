"use client";

import { useRef, useState, type ComponentType, type ReactNode, type RefObject } from "react";
import { Part } from "./part";

/** What a dialog gets from the button that opened it. */
export type Opened = { onClose: () => void; returnFocusTo: RefObject<HTMLElement | null> };
type Props<P> = {
  load: () => Promise<ComponentType<P & Opened>>;
  /** The dialog's own. */ props: P;
  /** Of the button, where its face does not say enough. */ label?: string | undefined;
  className: string;
  children: ReactNode;
};

/** A button with a dialog. The dialog is loaded when it is first opened: most visits open none. */
export function DialogButton<P extends object>({ load, props, label, className, children }: Props<P>) {
  const returnFocusTo = useRef<HTMLButtonElement>(null);
  const [isOpen, setOpen] = useState(false);
  const onClose = () => setOpen(false);
  return (
    <>
      <button
        ref={returnFocusTo}
        type="button"
        aria-label={label}
        aria-haspopup="dialog"
        onClick={() => setOpen(true)}
        className={className}
      >
        {children}
      </button>
      {isOpen && <Part load={load} props={{ ...props, onClose, returnFocusTo }} onMissing={onClose} />}
    </>
  );
}
