import Link from "next/link";
import type { StoreRow } from "@/lib/access/stores/wire";
import type { Ui } from "@/lib/i18n/ui/ui";
import { ChoiceTable } from "@/components/data-table/choice-table";
import { columnsOf } from "@/components/data-table/columns-of";
import { plainColumns, sortableColumns, type Sorting } from "@/components/data-table/table-columns";
import { Latin } from "@/components/ui/latin";
import { TimeAgo } from "@/components/ui/time-ago";
import type { StoreOverview } from "@/lib/operations/overview/store-overviews";
import { stillDiffers } from "@/lib/operations/overview/store-state";
import type { StoreSort } from "../filters";
import { productCount, StoreBadge, storeSentence } from "./store-state";

export type ListedStore = StoreRow & { overview: StoreOverview };
type Props = {
  stores: readonly ListedStore[];
  showsOwner: boolean;
  list: Sorting<StoreSort> & { /** Of the address. */ cols: string | undefined };
  now: Date;
  ui: Ui;
};

export function StoreTable({ stores, showsOwner, list, now, ui }: Props) {
  const { t, format, language } = ui;
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
  const [column, sortable] = [plainColumns(words), sortableColumns(words, list)];
  const columns = [
    sortable("name", "name", "-name", { isFixed: true }),
    column("state"),
    sortable("lastEvent", "-event", "event", { isExtra: true }),
    sortable("products", "-products", "products", { isNumber: true }),
    column("drift", { isNumber: true }),
    column("checked", { isNumber: true, isExtra: true }),
    sortable("made", "-made", "made", { isNumber: true, isHiddenAtFirst: true }),
  ];
  return (
    <ChoiceTable
      caption={t.stores.caption}
      columns={columns}
      chosen={columnsOf(
        list.cols,
        columns.map(({ id }) => id),
      )}
      language={language}
      t={t.table}
      rows={stores.map((store) => ({
        id: store.id,
        label: store.name,
        cells: {
          name: name(store),
          state: (
            <span className="grid justify-items-start gap-1 py-1 whitespace-normal">
              <StoreBadge store={store.overview} now={now} ui={ui} />
              <span className="max-w-96 text-xs text-ink-soft">{storeSentence(store.overview, now, ui)}</span>
            </span>
          ),
          lastEvent: time(store.overview.lastEventAt, t.common.never),
          products: productCount(store.overview.products, ui),
          drift: drift(store),
          checked: time(store.overview.drift.checkedAt, t.stores.notCompared),
          made: time(store.createdAt, t.common.none),
        },
        item: (
          <div className="grid gap-1">
            <span className="flex items-start justify-between gap-2">
              <span className="min-w-0 font-medium">{name(store)}</span>
              <StoreBadge store={store.overview} now={now} ui={ui} />
            </span>
            <span className="text-sm text-ink-soft">{storeSentence(store.overview, now, ui)}</span>
          </div>
        ),
      }))}
    />
  );
}
