import Link from "next/link";
import type { ProductRow } from "@/lib/catalog/wire";
import { fill } from "@/lib/i18n/ui/translated";
import type { Ui } from "@/lib/i18n/ui/ui";
import { KnowledgeState, Presence, Price, Stock } from "@/components/product-states";
import { DataTable, type Column } from "@/components/ui/data-table";
import { ProductImage } from "@/components/ui/product-image";
import { TimeAgo } from "@/components/ui/time-ago";

type Props = { products: readonly ProductRow[]; hasManyStores: boolean; now: Date; ui: Ui };

export function ProductTable({ products, hasManyStores, now, ui }: Props) {
  const { t, format } = ui;
  const title = (product: ProductRow) => (
    <Link href={`/products/${product.id}`} prefetch={false} className="underline-offset-4 hover:text-accent hover:underline">
      <bdi>{product.title || product.externalId}</bdi>
    </Link>
  );
  const note = (product: ProductRow) => (
    <>
      {product.sku !== "" && <bdi>{product.sku}</bdi>}
      {product.variantsCount > 0 && <span>{fill(t.products.variants, { count: format.number(product.variantsCount) })}</span>}
    </>
  );
  const columns: Column<ProductRow>[] = [
    {
      key: "product",
      header: t.products.column.product,
      cell: (product) => (
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
    },
    { key: "price", header: t.products.column.price, isNumber: true, cell: (product) => <Price product={product} ui={ui} /> },
    {
      key: "stock",
      header: t.products.column.stock, // What was deleted is not for sale, whatever its last stock was.
      cell: (product) => (product.isActive ? <Stock product={product} ui={ui} /> : <span className="text-ink-soft">{t.common.none}</span>),
    },
    { key: "knowledge", header: t.products.column.knowledge, cell: (product) => <KnowledgeState product={product} ui={ui} /> },
    ...(hasManyStores
      ? [
          {
            key: "store",
            header: t.products.column.store,
            isExtra: true,
            cell: (product: ProductRow) => <bdi className="block max-w-40 truncate">{product.store.name}</bdi>,
          },
        ]
      : []),
    {
      key: "updated",
      header: t.products.column.updated,
      isNumber: true,
      isExtra: true,
      cell: (product) => <TimeAgo at={product.updatedAt} now={now} format={format} otherwise={t.common.none} />,
    },
  ];
  return (
    <DataTable
      caption={t.products.caption}
      columns={columns}
      rows={products}
      rowKey={(product) => product.id}
      item={(product) => (
        <div className="flex gap-3">
          <ProductImage src={product.image} alt="" className="size-12" />
          <div className="grid min-w-0 flex-1 gap-1">
            <span className="line-clamp-2 font-medium">{title(product)}</span>
            <span className="flex flex-wrap items-center gap-x-2 gap-y-1 text-sm">
              <Price product={product} ui={ui} />
              <span className="ms-auto flex flex-wrap justify-end gap-1">
                <Presence product={product} ui={ui} />
                {product.isActive && <Stock product={product} ui={ui} />}
              </span>
            </span>
          </div>
        </div>
      )}
    />
  );
}
