import Link from "next/link";
import type { EventRow } from "@/lib/events/wire";
import type { Ui } from "@/lib/i18n/ui/ui";
import type { NamedProduct } from "../../_data/product-titles";
import { tellEvent } from "../../_data/tell-event";
import { EventState } from "@/components/event-state";
import { DataTable, type Column } from "@/components/ui/data-table";
import { Latin } from "@/components/ui/latin";
import { TimeAgo } from "@/components/ui/time-ago";

type Props = { events: readonly EventRow[]; productOf: (event: EventRow) => NamedProduct | null; now: Date; ui: Ui };

export function EventTable({ events, productOf, now, ui: { t, format } }: Props) {
  const what = (event: EventRow) => {
    const name = productOf(event)?.title;
    return (
      <>
        <Link href={`/events/${event.id}`} prefetch={false} className="underline-offset-4 hover:text-accent hover:underline">
          {tellEvent(event, name, t.events)}
        </Link>
        {name && (
          <span className="ms-2 text-xs font-normal text-ink-soft">
            <Latin>#{event.productId}</Latin>
          </span>
        )}
      </>
    );
  };
  const columns: Column<EventRow>[] = [
    {
      key: "event",
      header: t.events.column.event,
      cell: (event) => (
        <>
          {what(event)}
          {event.errorMessage && event.status !== "succeeded" && (
            <bdi className="block max-w-md truncate text-xs font-normal text-ink-soft" title={event.errorMessage}>
              {event.errorMessage}
            </bdi>
          )}
        </>
      ),
    },
    { key: "status", header: t.events.column.status, cell: (event) => <EventState status={event.status} t={t.events} /> },
    { key: "store", header: t.events.column.store, cell: (event) => <bdi className="block max-w-48 truncate">{event.store.name}</bdi> },
    { key: "attempts", header: t.events.column.attempts, isNumber: true, isExtra: true, cell: (event) => format.number(event.attempts) },
    {
      key: "took",
      header: t.events.column.took,
      isNumber: true,
      isExtra: true,
      cell: (event) => (event.processingTimeMs === null ? t.common.none : format.duration(event.processingTimeMs)),
    },
    {
      key: "received",
      header: t.events.column.received,
      isNumber: true,
      cell: (event) => <TimeAgo at={event.createdAt} now={now} format={format} otherwise={t.common.none} />,
    },
  ];
  return (
    <DataTable
      caption={t.events.caption}
      columns={columns}
      rows={events}
      rowKey={(event) => event.id}
      item={(event) => (
        <div className="grid gap-1">
          <span className="font-medium">{what(event)}</span>
          <span className="flex flex-wrap items-center gap-x-3 gap-y-1 text-sm text-ink-soft">
            <EventState status={event.status} t={t.events} />
            <bdi className="truncate">{event.store.name}</bdi>
            <span className="ms-auto">
              <TimeAgo at={event.createdAt} now={now} format={format} otherwise={t.common.none} />
            </span>
          </span>
        </div>
      )}
    />
  );
}
