import type { ChangedValue, FieldChange } from "@/lib/catalog/history/change";
import type { HistoryRow } from "@/lib/catalog/history/wire";
import { fill } from "@/lib/i18n/ui/translated";
import type { Ui } from "@/lib/i18n/ui/ui";

const money: readonly FieldChange["field"][] = ["price", "regular_price", "sale_price"];

/** A value in the reader's words; money in the currency of then. */
function tellValue(field: FieldChange["field"], value: ChangedValue, currency: string | null, { t, format, language }: Ui): string {
  if (value === null || value === "" || (Array.isArray(value) && value.length === 0)) return t.history.nothing;
  if (typeof value === "boolean") return value ? t.common.yes : t.common.no;
  if (typeof value === "number") return format.number(value);
  if (Array.isArray(value)) return value.join(language === "fa" ? "، " : ", ");
  if (money.includes(field)) return format.money(value, currency);
  if (field === "stock_status" && value === "instock") return t.products.inStock;
  if (field === "stock_status" && value === "outofstock") return t.products.outOfStock;
  return field === "stock_quantity" ? format.decimal(value) : value;
}

/** "Price: 120,000 Toman → 99,000 Toman" */
function tellChange({ field, before, after }: FieldChange, currency: HistoryRow["currency"], ui: Ui, isFirst = false): string {
  const words = ui.t.history;
  const told = { before: tellValue(field, before, currency.before, ui), after: tellValue(field, after, currency.after, ui) };
  const isText = field === "short_description" || field === "description";
  const change =
    before === null && after === null
      ? words.different
      : fill(isText ? words.letters : field === "pictures" ? words.pictures : isFirst ? words.setTo : words.fromTo, told);
  return `${words.field[field]}: ${change}`;
}

/** What one entry of a history says changed, one thing a line. */
export function ChangeLines({ change, ui }: { change: HistoryRow; ui: Ui }) {
  const { t, format } = ui;
  const words = t.history;
  const { variants, currency } = change;
  if (change.fields.length === 0 && variants === null) return null;
  const counts = (["added", "removed", "changed"] as const).filter((kind) => variants !== null && variants[kind] > 0);
  const rest = variants === null ? 0 : variants.added + variants.removed + variants.changed - variants.some.length;
  return (
    <ul className="grid gap-0.5 text-sm">
      {change.fields.map((field) => (
        <li key={field.field} className="text-page break-words">
          {tellChange(field, currency, ui, change.kind === "created")}
        </li>
      ))}
      {variants && (
        <li className="grid gap-0.5">
          <details>
            <summary className="w-fit cursor-pointer rounded py-1">
              {variants.before === variants.after
                ? fill(words.variantsSame, { count: format.number(variants.after) })
                : fill(words.variants, { before: format.number(variants.before), after: format.number(variants.after) })}{" "}
              ({counts.map((kind) => fill(words.variantsCounts[kind], { count: format.number(variants[kind]) })).join(" · ")})
            </summary>
            <ul className="mt-1 grid gap-0.5 border-s border-line ps-3">
              {variants.some.map((variant) => (
                <li key={`${variant.kind} ${variant.external_id}`} className="break-words">
                  {fill(words.variant[variant.kind], { name: variant.name })}
                  {variant.fields.length > 0 && (
                    <span className="text-ink-soft">
                      {" · "}
                      {variant.fields.map((field) => tellChange(field, currency, ui, variant.kind === "added")).join(" · ")}
                    </span>
                  )}
                </li>
              ))}
              {rest > 0 && <li className="text-ink-soft">{fill(words.moreVariants, { count: format.number(rest) })}</li>}
            </ul>
          </details>
        </li>
      )}
    </ul>
  );
}
