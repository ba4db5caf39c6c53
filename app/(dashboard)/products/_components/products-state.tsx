import Link from "next/link";
import type { Count } from "@/lib/core/wire";
import { fill } from "@/lib/i18n/ui/translated";
import type { Ui } from "@/lib/i18n/ui/ui";

type Props = { count: Count; lastChange: Date | null; events: { failed: number; waiting: number }; now: Date; ui: Ui };

/** Is my shop in sync? What is there, what is on its way, what could not be saved. */
export function ProductsState({ count, lastChange, events, now, ui: { t, format } }: Props) {
  const words = t.products.state;
  return (
    <p className="flex flex-wrap gap-x-3 gap-y-1">
      <span>
        {lastChange === null ? words.none : fill(words.all, { count: format.count(count), time: format.relative(lastChange, now) })}
      </span>
      {events.waiting > 0 && <span>{fill(words.catchingUp, { waiting: format.number(events.waiting) })}</span>}
      {events.failed > 0 && (
        <span>
          {fill(words.failed, { failed: format.number(events.failed) })}{" "}
          <Link href="/events?status=failed" className="font-medium text-accent underline-offset-4 hover:underline">
            {words.seeFailed}
          </Link>
        </span>
      )}
    </p>
  );
}
