"use client";

import { Menu, X } from "lucide-react";
import { useState, type MouseEvent, type ReactNode } from "react";
import { Modal } from "@/components/ui/modal";

/** The navigation where there is no room beside the page. Closes when a place was chosen. */
export function MenuSheet({ label, closeLabel, children }: { label: string; closeLabel: string; children: ReactNode }) {
  const [isOpen, setOpen] = useState(false);
  const close = () => setOpen(false);
  const closeAfterChoice = ({ target }: MouseEvent) => {
    if (target instanceof Element && target.closest("a")) close();
  };
  return (
    <>
      <button
        type="button"
        aria-label={label}
        aria-haspopup="dialog"
        aria-expanded={isOpen}
        onClick={() => setOpen(true)}
        className="-me-2 grid size-11 place-items-center rounded hover:bg-sunken"
      >
        <Menu aria-hidden className="size-5" />
      </button>
      {isOpen && (
        <Modal
          title={label}
          titleClass="sr-only"
          onClose={close}
          onClick={closeAfterChoice}
          className="fixed inset-y-0 start-0 end-auto h-dvh max-h-dvh w-[min(19rem,85vw)] animate-appear overflow-y-auto bg-surface text-ink shadow-float backdrop:bg-veil"
        >
          {children}
          <button
            type="button"
            aria-label={closeLabel}
            onClick={close}
            className="absolute end-2 top-3 grid size-11 place-items-center rounded hover:bg-sunken"
          >
            <X aria-hidden className="size-5" />
          </button>
        </Modal>
      )}
    </>
  );
}
