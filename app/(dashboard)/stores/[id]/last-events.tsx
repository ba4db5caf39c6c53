import Link from "next/link";
import type { EventRow } from "@/lib/events/wire";
import type { Ui } from "@/lib/i18n/ui/ui";
import { EventState } from "@/components/event-state";
import { Section } from "@/components/ui/section";
import { TimeAgo } from "@/components/ui/time-ago";
import type { NamedProduct } from "../../_data/product-titles";
import { tellEvent } from "../../_data/tell-event";

type Props = {
  storeId: string;
  events: readonly EventRow[];
  titleOf: (event: EventRow) => NamedProduct | null;
  now: Date;
  ui: Ui;
};

/** What the shop said last; the whole log is one link away. */
export function LastEvents({ storeId, events, titleOf, now, ui: { t, format } }: Props) {
  const words = t.stores.detail;
  return (
    <Section
      title={words.lastEvents}
      aside={
        events.length > 0 && (
          <Link
            href={`/events?store=${storeId}`}
            prefetch={false}
            className="text-sm font-medium text-accent underline-offset-4 hover:underline"
          >
            {words.events}
          </Link>
        )
      }
    >
      {events.length === 0 ? (
        <p className="text-ink-soft">{words.lastEventsEmpty}</p>
      ) : (
        <ul className="grid divide-y divide-line">
          {events.map((event) => (
            <li key={event.id} className="flex flex-wrap items-center justify-between gap-x-4 gap-y-1 py-2">
              <Link
                href={`/events/${event.id}`}
                prefetch={false}
                className="min-w-0 break-words underline-offset-4 hover:text-accent hover:underline"
              >
                {tellEvent(event, titleOf(event)?.title, t.events)}
              </Link>
              <span className="flex items-center gap-3 text-sm text-ink-soft">
                <EventState status={event.status} t={t.events} />
                <TimeAgo at={event.createdAt} now={now} format={format} otherwise={t.common.never} />
              </span>
            </li>
          ))}
        </ul>
      )}
    </Section>
  );
}
