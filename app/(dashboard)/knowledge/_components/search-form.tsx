import { Search } from "lucide-react";
import Form from "next/form";
import Link from "next/link";
import type { Ui } from "@/lib/i18n/ui/ui";
import { Button } from "@/components/ui/button";
import { FilterChip, type ChipOption } from "@/components/ui/filter-chip";
import { PriceFilter } from "../../_components/price-filter";
import { addressWith, without } from "../../_data/address";
import type { KnowledgeSearch } from "../filters";

const PATH = "/knowledge";

type Props = {
  asked: KnowledgeSearch;
  given: Record<string, string>;
  stores: readonly ChipOption[];
  categories: readonly ChipOption[];
  ui: Ui;
};

/** The question first, then what narrows it. */
export function SearchForm({ asked, given, stores, categories, ui }: Props) {
  const { t } = ui;
  const words = t.knowledge.search;
  const filters = without(given, "q");
  return (
    <div className="grid gap-3">
      <Form action={PATH} scroll={false} role="search" className="grid gap-1">
        <label htmlFor="question" className="font-medium">
          {words.label}
        </label>
        {Object.entries(filters).map(([name, value]) => (
          <input key={name} type="hidden" name={name} value={value} />
        ))}
        <span className="flex gap-2">
          <input
            key={asked.q}
            id="question"
            type="search"
            name="q"
            dir="auto"
            required
            maxLength={1_000}
            defaultValue={asked.q}
            placeholder={words.placeholder}
            className="min-h-11 min-w-0 flex-1 rounded border border-line-strong bg-surface px-3 text-lg placeholder:text-base placeholder:text-ink-soft"
          />
          <Button type="submit" variant="primary">
            <Search aria-hidden />
            {words.submit}
          </Button>
        </span>
      </Form>
      <div role="group" aria-label={t.products.filter.label} className="flex flex-wrap items-center gap-2">
        <FilterChip name="store" label={words.store} value={asked.store ?? ""} options={stores} />
        <FilterChip
          name="stock"
          label={words.stock}
          value={asked.stock ?? ""}
          options={[
            { value: "", label: words.anyStock },
            { value: "yes", label: words.inStock },
          ]}
        />
        <FilterChip name="category" label={words.category} value={asked.category ?? ""} options={categories} />
        <PriceFilter path={PATH} min={asked.min} max={asked.max} keep={without(given, "min", "max")} ui={ui} />
        {Object.keys(filters).length > 0 && (
          <Link
            href={addressWith(PATH, asked.q ? { q: asked.q } : {})}
            scroll={false}
            className="px-1 text-sm font-medium text-accent underline-offset-4 hover:underline"
          >
            {t.common.clearFilters}
          </Link>
        )}
      </div>
    </div>
  );
}
