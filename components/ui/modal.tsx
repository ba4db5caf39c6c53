"use client";

import { useEffect, useEffectEvent, useId, useRef, useState, type MouseEvent, type ReactNode, type RefObject } from "react";
import { createPortal } from "react-dom";
import { bringFocusBack } from "./keep-focus";
import { Toast } from "./toast";

type Props = {
  /** Names it for those who do not see it. */
  title: ReactNode;
  titleClass: string;
  lead?: ReactNode;
  /** By Escape or a press beside it. */
  onClose: () => void;
  /** Losing what is shown must be a decision: only a button inside closes it. */
  isSticky?: boolean;
  /** Where the keyboard goes afterwards, when what opened it (a menu entry) is gone by then. */
  returnFocusTo?: RefObject<HTMLElement | null>;
  className: string;
  onClick?: (event: MouseEvent) => void;
  children: ReactNode;
};

/** How many dialogs are open: one may stand on another, and they may go in any order. */
let holders = 0;

/**
 * What is under a dialog neither scrolls nor moves: the page keeps its width by the room the scroll bar had. It is the page
 * that keeps it, not the browser (`scrollbar-gutter`): what darkens the page would not reach over a room of the browser's.
 */
function holdStill(): () => void {
  const { style: root } = document.documentElement;
  const { style: page } = document.body;
  holders += 1;
  if (holders === 1) {
    // The bar stands at either side, as the browser likes it.
    const room = window.innerWidth - document.documentElement.clientWidth;
    const left = document.documentElement.getBoundingClientRect().left + window.scrollX;
    Object.assign(page, left > 0 ? { paddingLeft: `${room}px` } : { paddingRight: `${room}px` });
    root.overflow = "hidden";
  }
  return () => {
    holders -= 1;
    if (holders > 0) return;
    Object.assign(page, { paddingLeft: "", paddingRight: "" });
    root.overflow = "";
  };
}

/**
 * Something above the page that must be answered first; is there while it is rendered. The browser's own dialog keeps
 * the keyboard inside and everything else out of reach, without a script that every page would have to load.
 */
export function Modal({ title, titleClass, lead, onClose, isSticky = false, returnFocusTo, className, onClick, children }: Props) {
  const element = useRef<HTMLDialogElement>(null);
  const [opener] = useState(() => document.activeElement);
  const [titleId, leadId] = [useId(), useId()];
  const giveFocusBack = useEffectEvent(() => {
    const target = returnFocusTo?.current ?? opener;
    if (target instanceof HTMLElement) target.focus();
    bringFocusBack();
  });
  useEffect(() => {
    const dialog = element.current;
    dialog?.showModal();
    const letScroll = holdStill();
    return () => {
      dialog?.close();
      letScroll();
      giveFocusBack();
    };
  }, []);

  /** The backdrop is the dialog itself, beyond its edges. */
  const isBeside = ({ target, clientX, clientY }: MouseEvent): boolean => {
    if (target !== element.current || isSticky) return false;
    const { left, right, top, bottom } = element.current.getBoundingClientRect();
    return clientX < left || clientX > right || clientY < top || clientY > bottom;
  };
  return createPortal(
    <dialog
      ref={element}
      aria-labelledby={titleId}
      aria-describedby={lead ? leadId : undefined}
      className={className}
      onClick={onClick}
      onPointerDown={(event) => {
        if (isBeside(event)) onClose();
      }}
      onKeyDown={(event) => {
        // A browser closes a dialog at the second Escape, whatever it was told at the first.
        if (event.key === "Escape" && isSticky) event.preventDefault();
      }}
      onCancel={(event) => {
        event.preventDefault();
        if (!isSticky) onClose();
      }}
    >
      <h2 id={titleId} className={titleClass}>
        {title}
      </h2>
      {lead && (
        <p id={leadId} className="-mt-2 text-ink-soft">
          {lead}
        </p>
      )}
      {children}
      <Toast />
    </dialog>,
    document.body,
  );
}
