import { DropdownMenu } from "radix-ui";
import type { ReactNode } from "react";

/** One entry of a row's menu: an icon and what it does. */
export function MenuItem({ onSelect, children }: { onSelect: () => void; children: ReactNode }) {
  return (
    <DropdownMenu.Item
      onSelect={onSelect}
      className="flex min-h-9 cursor-pointer items-center gap-2.5 rounded px-2.5 outline-none data-highlighted:bg-sunken [&_svg]:size-4 [&_svg]:text-ink-soft"
    >
      {children}
    </DropdownMenu.Item>
  );
}
