import Link from "next/link";
import type { ReactNode } from "react";
import type { ProductRow } from "@/lib/catalog/wire";
import { fill } from "@/lib/i18n/ui/translated";
import type { Ui } from "@/lib/i18n/ui/ui";
import { KnowledgeState, Presence, Price, Stock } from "@/components/product-states";
import { ChoiceTable, type ChoiceColumn } from "@/components/data-table/choice-table";
import { columnsOf } from "@/components/data-table/columns-of";
import { ExportMenu } from "@/components/data-table/export-menu";
import { plainColumns, sortableColumns } from "@/components/data-table/table-columns";
import { Latin } from "@/components/ui/latin";
import { ProductImage } from "@/components/ui/product-image";
import { TimeAgo } from "@/components/ui/time-ago";
import type { Sort } from "../filters";

type Props = {
  products: readonly ProductRow[];
  hasManyStores: boolean;
  list: { cols: string | undefined; sort: Sort; sortHref: (sort: Sort) => string; exportHref: string };
  bulk: { actions: ReactNode; count: string | null; of: Record<string, string> };
  now: Date;
  ui: Ui;
};

function columnsFor({ hasManyStores, list, ui: { t } }: Pick<Props, "hasManyStores" | "list" | "ui">): ChoiceColumn[] {
  const words = t.products.column;
  const plain = plainColumns(words);
  const sortable = sortableColumns(words, list);
  return [
    sortable("product", "title", "-title", { isFixed: true }),
    sortable("price", "price", "-price", { isNumber: true }),
    sortable("stock", "stock", "-stock"),
    plain("knowledge"),
    plain("sku", { isExtra: true, isHiddenAtFirst: true }),
    plain("categories", { isExtra: true, isHiddenAtFirst: true }),
    ...(hasManyStores ? [plain("store", { isExtra: true })] : []),
    sortable("updated", "-updated", "updated", { isNumber: true, isExtra: true }),
  ];
}

export function ProductTable({ products, hasManyStores, list, bulk, now, ui }: Props) {
  const { t, format, language } = ui;
  const title = (product: ProductRow) => (
    <Link href={`/products/${product.id}`} prefetch={false} className="underline-offset-4 hover:text-accent hover:underline">
      <bdi>{product.title || product.externalId}</bdi>
    </Link>
  );
  const note = (product: ProductRow) => (
    <>
      {product.sku !== "" && <bdi className="max-w-64 truncate">{product.sku}</bdi>}
      {product.variantsCount > 0 && <span>{fill(t.products.variants, { count: format.number(product.variantsCount) })}</span>}
    </>
  );
  const columns = columnsFor({ hasManyStores, list, ui });
  return (
    <ChoiceTable
      caption={t.products.caption}
      columns={columns}
      chosen={columnsOf(
        list.cols,
        columns.map(({ id }) => id),
      )}
      bulk={bulk}
      tools={<ExportMenu href={list.exportHref} t={t.table.export} />}
      language={language}
      t={t.table}
      rows={products.map((product) => ({
        id: product.id,
        label: product.title || product.externalId,
        cells: {
          product: (
            <span className="flex items-center gap-3">
              <ProductImage src={product.image} alt="" className="size-9" />
              <span className="min-w-0">
                <span className="line-clamp-2">{title(product)}</span>
                <span className="flex flex-wrap items-center gap-x-2 text-xs font-normal text-ink-soft">
                  {note(product)}
                  <Presence product={product} ui={ui} />
                </span>
              </span>
            </span>
          ),
          price: <Price product={product} ui={ui} />,
          // What was deleted is not for sale, whatever its last stock was.
          stock: product.isActive ? <Stock product={product} ui={ui} /> : <span className="text-ink-soft">{t.common.none}</span>,
          knowledge: <KnowledgeState product={product} ui={ui} />,
          sku:
            product.sku === "" ? (
              t.common.none
            ) : (
              <Latin isCode className="block max-w-40 truncate text-page">
                {product.sku}
              </Latin>
            ),
          categories: <bdi className="block max-w-48 truncate">{product.categories.join(" · ")}</bdi>,
          store: <bdi className="block max-w-40 truncate">{product.store.name}</bdi>,
          updated: <TimeAgo at={product.updatedAt} now={now} format={format} otherwise={t.common.none} />,
        },
        item: (
          <div className="flex gap-3">
            <ProductImage src={product.image} alt="" className="size-12" />
            <div className="grid min-w-0 flex-1 grid-cols-1 gap-1">
              <span className="line-clamp-2 font-medium">{title(product)}</span>
              <span className="flex flex-wrap items-center gap-x-2 gap-y-1 text-sm">
                <Price product={product} ui={ui} />
                <span className="ms-auto flex flex-wrap justify-end gap-1">
                  <Presence product={product} ui={ui} />
                  {product.isActive && <Stock product={product} ui={ui} />}
                  {product.isPublishable && (product.hiddenBy !== null || product.knowledge.status === "waiting") && (
                    <KnowledgeState product={product} ui={ui} />
                  )}
                </span>
              </span>
            </div>
          </div>
        ),
      }))}
    />
  );
}
