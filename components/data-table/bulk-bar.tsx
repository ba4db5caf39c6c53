"use client";

import { X } from "lucide-react";
import type { ReactNode } from "react";
import type { Language } from "@/lib/i18n/language";
import { fill } from "@/lib/i18n/ui/translated";
import type { Sentences } from "@/lib/i18n/ui/ui";

type Props = {
  count: number;
  /** Its actions are there always: what one of them has opened must not go with the last tick. */ isShown: boolean;
  /** Everything that the filters find, offered once the whole page is ticked. */ allCount: string | null;
  isAllMatching: boolean;
  chooseAll: () => void;
  clear: () => void;
  children: ReactNode;
  language: Language;
  t: Sentences["table"]["select"];
};

/** What can be done with the ticked rows: floats, so that nothing below it moves and a thumb reaches it; the page's end keeps room for it. */
export function BulkBar({ count, isShown, allCount, isAllMatching, chooseAll, clear, children, language, t }: Props) {
  const number = new Intl.NumberFormat(language).format(count);
  return (
    <section
      aria-label={t.bar}
      hidden={!isShown}
      data-floats
      className="fixed inset-x-4 bottom-4 z-30 mx-auto flex w-fit max-w-full animate-appear flex-wrap items-center gap-x-4 gap-y-2 rounded border border-line-strong bg-surface px-4 py-2 shadow-float"
    >
      <span role="status" className="me-auto font-medium">
        {isAllMatching && allCount !== null ? fill(t.allChosen, { count: allCount }) : fill(t.count, { count: number })}
      </span>
      {allCount !== null && !isAllMatching && (
        <button type="button" onClick={chooseAll} className="font-medium text-accent underline-offset-4 hover:underline max-sm:order-2">
          {fill(t.allMatching, { count: allCount })}
        </button>
      )}
      <span className="flex flex-wrap items-center gap-2 max-sm:order-2 max-sm:w-full">{children}</span>
      <button
        type="button"
        onClick={clear}
        aria-label={t.clear}
        className="-me-2 rounded p-2 text-ink-soft hover:bg-sunken hover:text-ink max-sm:order-1"
      >
        <X aria-hidden className="size-4" />
      </button>
    </section>
  );
}
