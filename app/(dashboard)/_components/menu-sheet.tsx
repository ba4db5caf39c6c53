"use client";

import { Menu, X } from "lucide-react";
import { usePathname, useSearchParams } from "next/navigation";
import { useState, type ReactNode } from "react";
import { Modal } from "@/components/ui/modal";

/** The navigation where there is no room beside the page. Closes when another page comes. */
export function MenuSheet({ label, closeLabel, children }: { label: string; closeLabel: string; children: ReactNode }) {
  // Open at one address only: whatever leads to another closes it.
  const address = `${usePathname()}?${useSearchParams()}`;
  const [openAt, setOpenAt] = useState<string | null>(null);
  const isOpen = openAt === address;
  const close = () => setOpenAt(null);
  return (
    <>
      <button
        type="button"
        aria-label={label}
        aria-haspopup="dialog"
        aria-expanded={isOpen}
        onClick={() => setOpenAt(address)}
        className="-me-2 grid size-11 place-items-center rounded hover:bg-sunken"
      >
        <Menu aria-hidden className="size-5" />
      </button>
      {isOpen && (
        <Modal
          title={label}
          titleClass="sr-only"
          onClose={close}
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
