import Link from "next/link";
import type { ReactNode } from "react";
import type { EventRow } from "@/lib/events/wire";
import type { Ui } from "@/lib/i18n/ui/ui";
import type { NamedProduct } from "../../_data/product-titles";
import { tellEvent, tellSource } from "../../_data/tell-event";
import { EventState } from "@/components/event-state";
import { ChoiceTable, type ChoiceColumn } from "@/components/data-table/choice-table";
import { columnsOf } from "@/components/data-table/columns-of";
import { ExportMenu } from "@/components/data-table/export-menu";
import { SortLink } from "@/components/data-table/sort-link";
import { plainColumns } from "@/components/data-table/table-columns";
import { Latin } from "@/components/ui/latin";
import { TimeAgo } from "@/components/ui/time-ago";

type Props = {
  events: readonly EventRow[];
  productOf: (event: EventRow) => NamedProduct | null;
  list: { cols: string | undefined; isOldestFirst: boolean; sortHref: string; exportHref: string };
  /** What can be done with ticked rows, and everything the filters find when that may be taken at once. */
  bulk: { actions: ReactNode; count: string | null; of: Record<string, string> };
  now: Date;
  ui: Ui;
};

function columnsFor({ list, ui: { t } }: Pick<Props, "list" | "ui">): ChoiceColumn[] {
  const words = t.events.column;
  const plain = plainColumns(words);
  const sorted = list.isOldestFirst ? "ascending" : "descending";
  return [
    plain("event", { isFixed: true }),
    plain("status"),
    plain("store"),
    plain("source", { isExtra: true }),
    plain("attempts", { isNumber: true, isExtra: true }),
    plain("took", { isNumber: true, isExtra: true }),
    plain("received", {
      isNumber: true,
      sorted,
      header: <SortLink href={list.sortHref} label={words.received} sorted={sorted} isNumber />,
    }),
  ];
}

export function EventTable({ events, productOf, list, bulk, now, ui }: Props) {
  const { t, format, language } = ui;
  const titleOf = (event: EventRow) => productOf(event)?.title;
  const what = (event: EventRow) => (
    <>
      <Link href={`/events/${event.id}`} prefetch={false} className="underline-offset-4 hover:text-accent hover:underline">
        {tellEvent(event, titleOf(event), t.events)}
      </Link>
      {titleOf(event) && (
        <span className="ms-2 text-xs font-normal text-ink-soft">
          <Latin>#{event.productId}</Latin>
        </span>
      )}
    </>
  );
  const received = (event: EventRow) => <TimeAgo at={event.createdAt} now={now} format={format} otherwise={t.common.none} />;
  const columns = columnsFor({ list, ui });
  return (
    <ChoiceTable
      caption={list.isOldestFirst ? t.events.captionOldest : t.events.caption}
      columns={columns}
      chosen={columnsOf(
        list.cols,
        columns.map(({ id }) => id),
      )}
      bulk={bulk}
      tools={<ExportMenu href={list.exportHref} t={t.table.export} />}
      language={language}
      t={t.table}
      rows={events.map((event) => ({
        id: event.id,
        label: tellEvent(event, titleOf(event), t.events),
        cells: {
          event: (
            <>
              {what(event)}
              {event.errorMessage && event.status !== "succeeded" && (
                <bdi className="block max-w-md truncate text-xs font-normal text-ink-soft" title={event.errorMessage}>
                  {event.errorMessage}
                </bdi>
              )}
            </>
          ),
          status: <EventState status={event.status} t={t.events} />,
          store: <bdi className="block max-w-48 truncate">{event.store.name}</bdi>,
          source: tellSource(event.source, t.events),
          attempts: format.number(event.attempts),
          took: event.processingTimeMs === null ? t.common.none : format.duration(event.processingTimeMs),
          received: received(event),
        },
        item: (
          <div className="grid gap-1">
            <span className="font-medium">{what(event)}</span>
            <span className="flex flex-wrap items-center gap-x-3 gap-y-1 text-sm text-ink-soft">
              <EventState status={event.status} t={t.events} />
              <bdi className="truncate">{event.store.name}</bdi>
              <span className="ms-auto">{received(event)}</span>
            </span>
          </div>
        ),
      }))}
    />
  );
}
