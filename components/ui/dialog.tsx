"use client";

import { clsx } from "clsx";
import { X } from "lucide-react";
import type { ReactNode, RefObject } from "react";
import { Modal } from "./modal";

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
export function Dialog({ isOpen, onOpenChange, closeLabel, isSticky = false, children, ...modal }: Props) {
  if (!isOpen) return null;
  const close = () => onOpenChange(false);
  return (
    <Modal
      {...modal}
      isSticky={isSticky}
      onClose={close}
      titleClass={clsx("text-lg font-semibold", !isSticky && "pe-8")}
      className="fixed inset-x-0 top-auto bottom-0 mx-auto grid max-h-[92dvh] w-full max-w-full animate-appear gap-4 overflow-y-auto rounded-t bg-surface p-5 text-ink shadow-float backdrop:bg-veil sm:inset-y-0 sm:my-auto sm:h-fit sm:max-w-lg sm:rounded sm:p-6"
    >
      {children}
      {!isSticky && (
        <button
          type="button"
          aria-label={closeLabel}
          onClick={close}
          // Last for the keyboard: what the dialog asks comes first.
          className="absolute end-3 top-3 rounded p-2 text-ink-soft hover:bg-sunken hover:text-ink sm:end-4 sm:top-4"
        >
          <X aria-hidden className="size-4" />
        </button>
      )}
    </Modal>
  );
}
