import Link from "next/link";
import type { Count } from "@/lib/core/wire";
import type { HiddenProduct } from "@/lib/catalog/hide-product";
import { fill } from "@/lib/i18n/ui/translated";
import type { Ui } from "@/lib/i18n/ui/ui";
import { SearchBox } from "@/components/ui/search-box";
import { Section } from "@/components/ui/section";
import { HideButton } from "../../../_components/hide-button";

type Shown = HiddenProduct & { isHidden: boolean };
type Props = {
  path: string;
  /** What is looked for, and what was found; null: nothing is looked for. */
  query: string;
  found: readonly Shown[] | null;
  hidden: { count: Count; rows: readonly HiddenProduct[] };
  ui: Ui;
};

/** One product at a time, found by what people call it. */
export function HiddenProducts({ path, query, found, hidden, ui: { t, format } }: Props) {
  const words = t.settings.hidden;
  const list = (products: readonly Shown[]) => (
    <ul className="grid max-w-3xl divide-y divide-line rounded border border-line">
      {products.map((product) => {
        const title = product.title || product.externalId;
        return (
          <li key={product.id} className="flex items-center justify-between gap-4 px-3 py-2">
            <span className="min-w-0">
              <Link
                href={`/products/${product.id}`}
                prefetch={false}
                className="font-medium break-words underline-offset-4 hover:underline"
              >
                <bdi>{title}</bdi>
              </Link>
              <bdi className="block text-xs text-ink-soft">{product.sku || product.externalId}</bdi>
            </span>
            <HideButton
              id={product.id}
              isHidden={product.isHidden}
              label={fill(product.isHidden ? words.showLabel : words.hideLabel, { title })}
              t={words}
            />
          </li>
        );
      })}
    </ul>
  );
  const { count } = hidden.count;
  return (
    <Section title={words.title} note={words.lead} anchor="hidden">
      <SearchBox action={path} name="product" label={words.search} value={query} submit={t.common.search} keep={{}} />
      {found && (
        <>
          <h3 className="font-medium">{words.results}</h3>
          {found.length > 0 ? list(found) : <p className="text-ink-soft">{words.resultsNone}</p>}
        </>
      )}
      <h3 className="font-medium">{fill(words.list, { count: format.number(count) })}</h3>
      {hidden.rows.length > 0 ? (
        list(hidden.rows.map((row) => ({ ...row, isHidden: true })))
      ) : (
        <p className="text-ink-soft">{words.empty}</p>
      )}
      {count > hidden.rows.length && (
        <p className="text-sm text-ink-soft">{fill(words.more, { count: format.number(hidden.rows.length) })}</p>
      )}
    </Section>
  );
}
