"use client";

import { WifiOff } from "lucide-react";
import { usePathname, useSearchParams } from "next/navigation";
import { useEffect, useSyncExternalStore } from "react";
import type { Language } from "@/lib/i18n/language";
import { fill } from "@/lib/i18n/ui/translated";
import { currentConnection, sawAnswer, subscribeConnection, subscribeOnline } from "./connection-state";

/** One lost answer is no news; so many in a row are. */
const TOLD_AFTER_FAILURES = 3;

const atStart = { seenAt: 0, failures: 0 };

/** Lies above the page, so nothing moves; the page's end keeps room for it (globals.css). The live region is always there: one that comes with its text is not read aloud. */
export function OfflineBanner({ language, sentence }: { language: Language; sentence: string }) {
  const isOnline = useSyncExternalStore(
    subscribeOnline,
    () => navigator.onLine,
    () => true,
  );
  const { seenAt, failures } = useSyncExternalStore(subscribeConnection, currentConnection, () => atStart);
  const address = `${usePathname()}?${useSearchParams()}`;
  // A page that came is an answer too.
  useEffect(() => {
    if (navigator.onLine) sawAnswer();
  }, [address]);
  const isShown = seenAt > 0 && (!isOnline || failures >= TOLD_AFTER_FAILURES);
  // The browser knows its reader's clock, which a server does not.
  const time = isShown
    ? new Intl.DateTimeFormat(language === "fa" ? "fa-IR" : "en-GB", { hour: "2-digit", minute: "2-digit" }).format(seenAt)
    : "";
  return (
    <div role="status" className="pointer-events-none fixed inset-x-4 bottom-4 z-40 flex justify-center">
      {isShown && (
        <p
          data-floats
          className="flex max-w-lg animate-appear items-start gap-2 rounded border border-line-strong bg-warn-soft px-4 py-2 text-warn shadow-float"
        >
          <WifiOff aria-hidden className="mt-1 size-4 shrink-0" />
          {fill(sentence, { time })}
        </p>
      )}
    </div>
  );
}
