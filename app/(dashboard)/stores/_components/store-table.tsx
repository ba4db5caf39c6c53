import Link from "next/link";
import type { StoreRow } from "@/lib/access/stores/wire";
import type { Ui } from "@/lib/i18n/ui/ui";
import { DataTable, type Column } from "@/components/ui/data-table";
import { Latin } from "@/components/ui/latin";
import { TimeAgo } from "@/components/ui/time-ago";
import type { StoreOverview } from "@/lib/operations/overview/store-overviews";
import { stillDiffers } from "@/lib/operations/overview/store-state";
import { productCount, StoreBadge, storeSentence } from "./store-state";

export type ListedStore = StoreRow & { overview: StoreOverview };
type Props = { stores: readonly ListedStore[]; showsOwner: boolean; now: Date; ui: Ui };

export function StoreTable({ stores, showsOwner, now, ui }: Props) {
  const { t, format } = ui;
  const words = t.stores.column;
  const time = (at: Date | null, otherwise: string) => <TimeAgo at={at} now={now} format={format} otherwise={otherwise} />;
  const name = (store: ListedStore) => (
    <>
      <Link href={`/stores/${store.id}`} prefetch={false} className="underline-offset-4 hover:text-accent hover:underline">
        <bdi>{store.name}</bdi>
      </Link>
      {showsOwner && <Latin className="block text-xs font-normal text-ink-soft">{store.owner.email}</Latin>}
    </>
  );
  const drift = ({ overview }: ListedStore) =>
    overview.drift.checkedAt === null ? (
      <span className="text-ink-soft">{t.common.none}</span>
    ) : (
      format.number(stillDiffers(overview.drift))
    );
  const columns: Column<ListedStore>[] = [
    { key: "name", header: words.name, cell: name },
    {
      key: "state",
      header: words.state,
      cell: ({ overview }) => (
        <span className="grid justify-items-start gap-1 py-1 whitespace-normal">
          <StoreBadge store={overview} now={now} ui={ui} />
          <span className="max-w-96 text-xs text-ink-soft">{storeSentence(overview, now, ui)}</span>
        </span>
      ),
    },
    { key: "lastEvent", header: words.lastEvent, isExtra: true, cell: ({ overview }) => time(overview.lastEventAt, t.common.never) },
    { key: "products", header: words.products, isNumber: true, cell: ({ overview }) => productCount(overview.products, ui) },
    { key: "drift", header: words.drift, isNumber: true, cell: drift },
    {
      key: "checked",
      header: words.checked,
      isNumber: true,
      isExtra: true,
      cell: ({ overview }) => time(overview.drift.checkedAt, t.stores.notCompared),
    },
  ];
  return (
    <DataTable
      caption={t.stores.caption}
      columns={columns}
      rows={stores}
      rowKey={(store) => store.id}
      item={(store) => (
        <div className="grid gap-1">
          <span className="flex items-start justify-between gap-2">
            <span className="min-w-0 font-medium">{name(store)}</span>
            <StoreBadge store={store.overview} now={now} ui={ui} />
          </span>
          <span className="text-sm text-ink-soft">{storeSentence(store.overview, now, ui)}</span>
        </div>
      )}
    />
  );
}
