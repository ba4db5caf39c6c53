"use client";

import { clsx } from "clsx";
import { Search } from "lucide-react";
import { useSyncExternalStore } from "react";
import { openPalette } from "./palette-state";

const never = () => () => undefined;
const isApple = () => /mac|iphone|ipad/i.test(navigator.platform);

/** Opens the palette; says which keys do the same. `isIcon`: where there is no room for words. */
export function SearchButton({ label, isIcon = false }: { label: string; isIcon?: boolean }) {
  const keys = useSyncExternalStore(
    never,
    () => (isApple() ? "⌘ K" : "Ctrl K"),
    () => "Ctrl K",
  );
  return (
    <button
      type="button"
      onClick={openPalette}
      aria-label={label}
      aria-haspopup="dialog"
      aria-keyshortcuts="Control+K Meta+K"
      className={clsx(
        isIcon
          ? "grid size-11 place-items-center rounded hover:bg-sunken"
          : "flex min-h-10 w-full items-center gap-3 rounded border border-line-strong bg-surface px-3 text-start text-ink-soft hover:bg-sunken hover:text-ink",
      )}
    >
      <Search aria-hidden className={isIcon ? "size-5" : "size-4 shrink-0"} />
      {!isIcon && (
        <>
          <span className="flex-1">{label}</span>
          <kbd dir="ltr" className="font-sans text-xs">
            {keys}
          </kbd>
        </>
      )}
    </button>
  );
}
