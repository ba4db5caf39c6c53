import type { ProductDetail } from "@/lib/catalog/wire";
import type { Ui } from "@/lib/i18n/ui/ui";
import { Price, Stock } from "@/components/product-states";
import { DataTable, type Column } from "@/components/ui/data-table";
import { Latin } from "@/components/ui/latin";

type Variant = ProductDetail["variants"][number];

/** What people call a variant: its choices, or its SKU, or its number. */
function nameOf(variant: Variant, language: Ui["language"]): string {
  const choices = Object.values(variant.attributes).filter(Boolean);
  return choices.length > 0 ? choices.join(language === "fa" ? "، " : ", ") : variant.sku || variant.externalId;
}

export function VariantTable({ variants, currency, ui }: { variants: readonly Variant[]; currency: string | null; ui: Ui }) {
  const { t } = ui;
  const name = (variant: Variant) => <bdi>{nameOf(variant, ui.language)}</bdi>;
  const price = (variant: Variant) => <Price product={{ ...variant, currency, onSale: variant.salePrice !== null }} ui={ui} />;
  const columns: Column<Variant>[] = [
    { key: "variant", header: t.products.detail.variant, cell: name },
    { key: "sku", header: t.products.detail.sku, cell: (variant) => <Latin isCode>{variant.sku}</Latin> },
    { key: "price", header: t.products.column.price, isNumber: true, cell: price },
    { key: "stock", header: t.products.column.stock, cell: (variant) => <Stock product={variant} ui={ui} /> },
  ];
  return (
    <DataTable
      caption={t.products.detail.variantsCaption}
      columns={columns}
      rows={variants}
      rowKey={(variant) => variant.externalId}
      item={(variant) => (
        <div className="grid gap-1">
          <span className="font-medium">{name(variant)}</span>
          <span className="flex items-center justify-between gap-2 text-sm">
            {price(variant)}
            <Stock product={variant} ui={ui} />
          </span>
        </div>
      )}
    />
  );
}
