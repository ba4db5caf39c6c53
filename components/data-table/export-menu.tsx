"use client";

import { Braces, Download, Sheet } from "lucide-react";
import { DropdownMenu } from "radix-ui";
import type { Language } from "@/lib/i18n/language";
import { directionOf } from "@/lib/i18n/ui/direction";
import type { Sentences } from "@/lib/i18n/ui/ui";
import { buttonClass } from "../ui/button";

const entry =
  "flex min-h-9 items-center gap-2.5 rounded px-2.5 outline-none data-highlighted:bg-sunken [&_svg]:size-4 [&_svg]:text-ink-soft";

/** Takes home what the filters find. Plain links: the browser's own download, whatever its length. */
export function ExportMenu({
  href,
  language,
  t,
}: {
  /** Without its format. */ href: string;
  language: Language;
  t: Sentences["table"]["export"];
}) {
  const address = (format: "csv" | "json") => `${href}${href.includes("?") ? "&" : "?"}format=${format}`;
  return (
    <DropdownMenu.Root dir={directionOf(language)}>
      <DropdownMenu.Trigger className={buttonClass("plain")}>
        <Download aria-hidden />
        {t.button}
      </DropdownMenu.Trigger>
      <DropdownMenu.Portal>
        <DropdownMenu.Content
          align="end"
          sideOffset={4}
          collisionPadding={12}
          className="z-30 min-w-48 animate-appear rounded border border-line bg-surface p-1 shadow-float"
        >
          <DropdownMenu.Item asChild>
            <a href={address("csv")} download className={entry}>
              <Sheet aria-hidden />
              {t.csv}
            </a>
          </DropdownMenu.Item>
          <DropdownMenu.Item asChild>
            <a href={address("json")} download className={entry}>
              <Braces aria-hidden />
              {t.json}
            </a>
          </DropdownMenu.Item>
        </DropdownMenu.Content>
      </DropdownMenu.Portal>
    </DropdownMenu.Root>
  );
}
