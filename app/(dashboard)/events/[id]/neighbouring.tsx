import { ChevronLeft, ChevronRight } from "lucide-react";
import Link from "next/link";
import type { Neighbours } from "@/lib/events/event-neighbours";
import type { Sentences } from "@/lib/i18n/ui/ui";
import { buttonClass } from "@/components/ui/button";

/** To the events of the same product before and after this one. */
export function Neighbouring({ neighbours, words }: { neighbours: Neighbours; words: Sentences["events"]["detail"] }) {
  const { previousId, nextId } = neighbours;
  if (previousId === null && nextId === null) return null;
  return (
    <nav aria-label={words.neighbours} className="flex flex-wrap justify-between gap-2">
      {previousId !== null && (
        <Link href={`/events/${previousId}`} prefetch={false} className={buttonClass("plain")}>
          <ChevronLeft aria-hidden className="mirror" />
          {words.previous}
        </Link>
      )}
      {nextId !== null && (
        <Link href={`/events/${nextId}`} prefetch={false} className={buttonClass("plain", "ms-auto")}>
          {words.next}
          <ChevronRight aria-hidden className="mirror" />
        </Link>
      )}
    </nav>
  );
}
