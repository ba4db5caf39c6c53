"use client";

import { Check } from "lucide-react";
import { DropdownMenu } from "radix-ui";
import { useCallback, type RefObject } from "react";
import { directionOf } from "@/lib/i18n/ui/direction";
import type { MenuEntry } from "./menu";

type Props = {
  opener: RefObject<HTMLButtonElement | null>;
  entries: readonly MenuEntry[];
  align: "start" | "end";
  isByKeyboard: boolean;
  onClose: () => void;
};

const look =
  "flex min-h-9 cursor-pointer items-center gap-2.5 rounded px-2.5 outline-none data-disabled:opacity-60 data-highlighted:bg-sunken [&_svg]:size-4 [&_svg]:text-ink-soft";

const focusFirst = (content: HTMLDivElement | null): void =>
  content?.querySelector<HTMLElement>("[role^=menuitem]:not([data-disabled])")?.focus();

/** What a menu holds once it is open; loaded then. */
export function MenuPanel({ opener, entries, align, isByKeyboard, onClose }: Props) {
  // Once: the page under an open menu may be drawn anew, and the keyboard stays where it has come to.
  const placeKeyboard = useCallback(
    (content: HTMLDivElement | null) => {
      if (content && isByKeyboard) requestAnimationFrame(() => focusFirst(content));
    },
    [isByKeyboard],
  );
  return (
    <DropdownMenu.Root
      open
      dir={directionOf(document.documentElement.lang === "fa" ? "fa" : "en")}
      onOpenChange={(isOpen) => {
        if (!isOpen) onClose();
      }}
    >
      {/* Where it stands: over the button that opened it, which was there before this was loaded. */}
      <DropdownMenu.Trigger asChild>
        <span
          aria-label={opener.current?.getAttribute("aria-label") ?? opener.current?.textContent}
          className="pointer-events-none absolute inset-0"
        />
      </DropdownMenu.Trigger>
      <DropdownMenu.Portal>
        <DropdownMenu.Content
          ref={placeKeyboard}
          align={align}
          sideOffset={4}
          collisionPadding={12}
          onCloseAutoFocus={(event) => {
            event.preventDefault();
            opener.current?.focus();
          }}
          className="z-30 max-h-(--radix-dropdown-menu-content-available-height) min-w-44 animate-appear overflow-y-auto rounded border border-line bg-surface p-1 shadow-float"
        >
          {entries.map((entry) => (
            <Entry key={entry.id} entry={entry} onClose={onClose} />
          ))}
        </DropdownMenu.Content>
      </DropdownMenu.Portal>
    </DropdownMenu.Root>
  );
}

function Entry({
  entry: { face, onSelect, href, isTicked, isDisabled = false, startsGroup = false },
  onClose,
}: {
  entry: MenuEntry;
  onClose: () => void;
}) {
  const line = startsGroup && <DropdownMenu.Separator className="my-1 h-px bg-line" />;
  if (isTicked !== undefined)
    return (
      <>
        {line}
        <DropdownMenu.CheckboxItem
          checked={isTicked}
          disabled={isDisabled}
          onSelect={(event) => {
            // Several are chosen in one go.
            event.preventDefault();
            onSelect?.();
          }}
          className={look}
        >
          <span className="grid size-4 place-items-center rounded-[4px] border border-line-strong">
            <DropdownMenu.ItemIndicator>
              <Check aria-hidden className="text-accent" />
            </DropdownMenu.ItemIndicator>
          </span>
          {face}
        </DropdownMenu.CheckboxItem>
      </>
    );
  return (
    <>
      {line}
      <DropdownMenu.Item
        asChild={href !== undefined}
        disabled={isDisabled}
        onSelect={(event) => {
          if (href === undefined) return onSelect?.();
          // A link that is gone before the browser follows it leads nowhere.
          event.preventDefault();
          setTimeout(onClose);
        }}
        className={look}
      >
        {href === undefined ? (
          face
        ) : (
          <a href={href} download>
            {face}
          </a>
        )}
      </DropdownMenu.Item>
    </>
  );
}
