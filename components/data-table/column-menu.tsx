"use client";

import { Check, Columns3 } from "lucide-react";
import { DropdownMenu } from "radix-ui";
import type { Language } from "@/lib/i18n/language";
import { directionOf } from "@/lib/i18n/ui/direction";
import type { Sentences } from "@/lib/i18n/ui/ui";
import { buttonClass } from "../ui/button";

type Props = {
  columns: readonly { id: string; label: string; isFixed?: boolean }[];
  visible: ReadonlySet<string>;
  isUsual: boolean;
  /** null: the usual ones. */ choose: (columns: readonly string[] | null) => void;
  language: Language;
  t: Sentences["table"]["columns"];
};
const entry =
  "flex min-h-9 cursor-pointer items-center gap-2.5 rounded px-2.5 outline-none data-highlighted:bg-sunken data-disabled:opacity-60";

/** Not on a phone: its list has no columns. */
export function ColumnMenu({ columns, visible, isUsual, choose, language, t }: Props) {
  const optional = columns.filter((column) => !column.isFixed);
  const toggle = (id: string) =>
    choose(optional.filter((column) => (column.id === id) !== visible.has(column.id)).map((column) => column.id));
  return (
    <DropdownMenu.Root dir={directionOf(language)}>
      <DropdownMenu.Trigger className={buttonClass("plain", "max-md:hidden")}>
        <Columns3 aria-hidden />
        {t.button}
      </DropdownMenu.Trigger>
      <DropdownMenu.Portal>
        <DropdownMenu.Content
          align="end"
          sideOffset={4}
          collisionPadding={12}
          className="z-30 min-w-48 animate-appear rounded border border-line bg-surface p-1 shadow-float"
        >
          {optional.map(({ id, label }) => (
            <DropdownMenu.CheckboxItem
              key={id}
              checked={visible.has(id)}
              onCheckedChange={() => toggle(id)}
              // Several are chosen in one go.
              onSelect={(event) => event.preventDefault()}
              className={entry}
            >
              <span className="grid size-4 place-items-center rounded-[4px] border border-line-strong">
                <DropdownMenu.ItemIndicator>
                  <Check aria-hidden className="size-3.5 text-accent" />
                </DropdownMenu.ItemIndicator>
              </span>
              {label}
            </DropdownMenu.CheckboxItem>
          ))}
          <DropdownMenu.Separator className="my-1 h-px bg-line" />
          <DropdownMenu.Item disabled={isUsual} onSelect={() => choose(null)} className={entry}>
            {t.usual}
          </DropdownMenu.Item>
        </DropdownMenu.Content>
      </DropdownMenu.Portal>
    </DropdownMenu.Root>
  );
}
