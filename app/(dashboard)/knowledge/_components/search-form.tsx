import { Search } from "lucide-react";
import Form from "next/form";
import Link from "next/link";
import { fill } from "@/lib/i18n/ui/translated";
import type { Ui } from "@/lib/i18n/ui/ui";
import { Button } from "@/components/ui/button";
import { FilterChip, type ChipOption } from "@/components/ui/filter-chip";
import { PriceFilter } from "../../_components/price-filter";
import { addressWith, without } from "../../_data/address";
import { limits, limitOf, sideNames, type KnowledgeSearch, type Side } from "../filters";

export const PATH = "/knowledge";

type Props = {
  label: string;
  /** What the names of this side end in: the second query's in 2. */
  suffix: "" | "2";
  side: Side;
  asked: KnowledgeSearch;
  given: Record<string, string>;
  stores: readonly ChipOption[];
  categories: readonly ChipOption[];
  ui: Ui;
};

/** The question first, then what narrows it. */
export function SearchForm({ label, suffix, side, asked, given, stores, categories, ui }: Props) {
  const { t, format } = ui;
  const words = t.knowledge.search;
  const own = sideNames.map((name) => name + suffix);
  const keep = without(given, `q${suffix}`);
  const isFiltered = own.some((name) => name !== `q${suffix}` && name in given);
  const limitChip = suffix === "" && (
    <FilterChip
      name="limit"
      label={words.limit}
      value={asked.limit === undefined ? "" : String(asked.limit)}
      options={[
        limitOf({ ...asked, limit: undefined }),
        ...limits.filter((limit) => limit !== limitOf({ ...asked, limit: undefined })),
      ].map((limit, at) => ({ value: at === 0 ? "" : String(limit), label: fill(words.limitOf, { count: format.number(limit) }) }))}
    />
  );
  return (
    <div className="grid min-w-0 grid-cols-1 content-start gap-3">
      <Form action={PATH} scroll={false} role="search" aria-label={label} className="grid grid-cols-1 gap-1">
        <label htmlFor={`question${suffix}`} className="font-medium">
          {label}
        </label>
        {Object.entries(keep).map(([name, value]) => (
          <input key={name} type="hidden" name={name} value={value} />
        ))}
        <span className="flex gap-2">
          <input
            key={side.q}
            id={`question${suffix}`}
            type="search"
            name={`q${suffix}`}
            dir="auto"
            required
            maxLength={1_000}
            defaultValue={side.q}
            placeholder={words.placeholder}
            className="min-h-11 min-w-0 flex-1 rounded border border-line-strong bg-surface px-3 text-lg placeholder:text-base placeholder:text-ink-soft"
          />
          <Button type="submit" variant="primary">
            <Search aria-hidden />
            {words.submit}
          </Button>
        </span>
      </Form>
      <div role="group" aria-label={`${t.products.filter.label}: ${label}`} className="flex flex-wrap items-center gap-2">
        <FilterChip name={`store${suffix}`} label={words.store} value={side.store ?? ""} options={stores} />
        <FilterChip
          name={`stock${suffix}`}
          label={words.stock}
          value={side.stock ?? ""}
          options={[
            { value: "", label: words.anyStock },
            { value: "yes", label: words.inStock },
            { value: "no", label: words.outOfStock },
          ]}
        />
        <FilterChip name={`category${suffix}`} label={words.category} value={side.category ?? ""} options={categories} />
        <PriceFilter
          path={PATH}
          min={side.min}
          max={side.max}
          keep={without(given, `min${suffix}`, `max${suffix}`)}
          suffix={suffix}
          ui={ui}
        />
        {limitChip}
        {isFiltered && (
          <Link
            href={addressWith(PATH, without(given, ...own.filter((name) => name !== `q${suffix}`)))}
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
