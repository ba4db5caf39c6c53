import Link from "next/link";
import { fill } from "@/lib/i18n/ui/translated";
import type { Ui } from "@/lib/i18n/ui/ui";
import type { Overview } from "@/lib/operations/overview/show-overview";
import { stillDiffers } from "@/lib/operations/overview/store-state";
import { DataTable, type Column } from "@/components/ui/data-table";
import { Section } from "@/components/ui/section";
import { TimeAgo } from "@/components/ui/time-ago";
import { productCount, StoreBadge, storeSentence } from "../../stores/_components/store-state";
import { NextStep } from "./next-step";

type Row = Overview["stores"]["worst"][number];

/** One clear state of each store, what it means and what to do, the worst first. */
export function WorstStores({ stores: { worst, count }, now, ui }: { stores: Overview["stores"]; now: Date; ui: Ui }) {
  const { t, format } = ui;
  const words = t.overview.stores;
  const name = (store: Row) => (
    <Link href={`/stores/${store.id}`} prefetch={false} className="underline-offset-4 hover:text-accent hover:underline">
      <bdi>{store.name}</bdi>
    </Link>
  );
  const sentence = (store: Row) => (
    <>
      {storeSentence(store, now, ui)} <NextStep store={store} ui={ui} />
    </>
  );
  const columns: Column<Row>[] = [
    { key: "name", header: words.store, cell: name },
    {
      key: "state",
      header: words.state,
      cell: (store) => (
        <span className="grid justify-items-start gap-1 py-1 whitespace-normal">
          <StoreBadge store={store} now={now} ui={ui} />
          <span className="max-w-96 text-xs text-ink-soft">{sentence(store)}</span>
        </span>
      ),
    },
    {
      key: "lastEvent",
      header: words.lastEvent,
      isExtra: true,
      cell: (store) => <TimeAgo at={store.lastEventAt} now={now} format={format} otherwise={t.common.never} />,
    },
    { key: "products", header: words.products, isNumber: true, cell: (store) => productCount(store.products, ui) },
    { key: "failed", header: words.failed, isNumber: true, cell: (store) => format.number(store.failed) },
    {
      key: "drift",
      header: words.drift,
      isNumber: true,
      isExtra: true,
      cell: (store) => (store.drift.checkedAt === null ? t.common.none : format.number(stillDiffers(store.drift))),
    },
  ];
  return (
    <Section
      title={words.title}
      note={count > worst.length ? fill(words.shown, { count: format.number(worst.length) }) : undefined}
      aside={
        <Link href="/stores" prefetch={false} className="font-medium text-accent underline-offset-4 hover:underline">
          {words.all}
        </Link>
      }
    >
      <DataTable
        caption={words.caption}
        columns={columns}
        rows={worst}
        rowKey={(store) => store.id}
        item={(store) => (
          <div className="grid gap-1">
            <span className="flex items-start justify-between gap-2">
              <span className="min-w-0 font-medium">{name(store)}</span>
              <StoreBadge store={store} now={now} ui={ui} />
            </span>
            <span className="text-sm text-ink-soft">{sentence(store)}</span>
          </div>
        )}
      />
    </Section>
  );
}
