"use client";

import { usePathname } from "next/navigation";
import { useEffect, useRef } from "react";
import { keepFocus } from "@/components/ui/keep-focus";

/** A page that takes longer than this to say its name is left where the keyboard is. */
const GIVE_UP_MS = 15_000;

/**
 * A page that changes without being loaded leaves the keyboard on a link that may be gone: it is taken to the heading of
 * the new page, which a screen reader then reads. Until a skeleton has become that page, it waits at the content's start.
 * The scroll is the browser's business: on the way back it is where it was. On a page that stays it is kept too.
 */
export function RouteFocus() {
  const pathname = usePathname();
  const last = useRef(pathname);
  useEffect(keepFocus, []);
  useEffect(() => {
    const content = document.getElementById("content");
    if (!content || last.current === pathname) return;
    last.current = pathname;
    const toHeading = (): boolean => {
      const heading = content.querySelector("h1");
      if (!heading) return false;
      // Somebody who has gone on meanwhile is not called back.
      if (document.activeElement === content || document.activeElement === document.body) {
        heading.tabIndex = -1;
        heading.focus({ preventScroll: true });
      }
      return true;
    };
    content.focus({ preventScroll: true });
    if (toHeading()) return;
    const observer = new MutationObserver(() => toHeading() && observer.disconnect());
    observer.observe(content, { childList: true, subtree: true });
    const timer = setTimeout(() => observer.disconnect(), GIVE_UP_MS);
    return () => {
      observer.disconnect();
      clearTimeout(timer);
    };
  }, [pathname]);
  return null;
}
