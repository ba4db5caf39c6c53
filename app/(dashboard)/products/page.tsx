import { Package } from "lucide-react";
import type { Metadata } from "next";
import Link from "next/link";
import { listViews } from "@/lib/access/saved-views/list-views";
import { aiStates } from "@/lib/catalog/ai-state";
import { MAX_HIDDEN_AT_ONCE } from "@/lib/catalog/hide-many";
import { listProducts } from "@/lib/catalog/list-products";
import { currentCaller } from "@/lib/http/current-caller";
import { currentLanguage } from "@/lib/http/preferences";
import { uiOf } from "@/lib/i18n/ui/ui";
import { getDeps } from "@/lib/runtime";
import { Empty } from "@/components/ui/empty";
import { MultiChip } from "@/components/data-table/multi-chip";
import { FilterChip } from "@/components/ui/filter-chip";
import { PageHeader } from "@/components/ui/page-header";
import { Pager } from "@/components/ui/pager";
import { SearchBox } from "@/components/ui/search-box";
import { FilterBar } from "../_components/filter-bar";
import { SavedViews } from "../_components/saved-views";
import { PriceFilter } from "../_components/price-filter";
import { addressWith, singles, without, type Search } from "../_data/address";
import { categoryOptions } from "../_data/category-options";
import { eventCounts } from "../_data/event-counts";
import { orFirstPage } from "../_data/or-first-page";
import { storeOptions } from "../_data/store-options";
import { isAnySet, NO_FILTERS } from "../_data/several";
import { HideTicked } from "./_components/hide-ticked";
import { ProductTable } from "./_components/product-table";
import { ProductsState } from "./_components/products-state";
import { productFiltersOf, productQueryOf, productsExport, productSearch, sortNames, USUAL_SORT } from "./filters";

const PATH = "/products";

export async function generateMetadata(): Promise<Metadata> {
  return { title: uiOf(await currentLanguage()).t.products.title };
}

export default async function ProductsPage({ searchParams }: { searchParams: Search }) {
  const [caller, deps, language, given] = await Promise.all([currentCaller(), getDeps(), currentLanguage(), searchParams.then(singles)]);
  const ui = uiOf(language);
  const { t, format } = ui;
  const words = t.products.filter;
  const search = productSearch.parse(given);
  const now = deps.now();
  const query = productQueryOf(search);
  const [products, newest, counts, stores, categories, views] = await Promise.all([
    orFirstPage((asked) => listProducts(deps, caller, asked), query),
    listProducts(deps, caller, { ...productQueryOf({}), isActive: true, limit: 1 }),
    eventCounts(deps, caller),
    storeOptions(deps, caller, words.anyStore),
    categoryOptions(deps, caller, search.category ?? [], language),
    listViews(deps, caller, "products"),
  ]);
  const filters = without(given, "cursor");
  const isFiltered = isAnySet(productFiltersOf(search));
  const hasAny = isFiltered || products.rows.length > 0;
  const hiding = {
    filters: without(filters, ...NO_FILTERS),
    count: format.count(products.count),
    max: format.number(MAX_HIDDEN_AT_ONCE),
    language,
    t: t.table,
    common: t.common,
  };
  const chip = { language, t: t.table.chip };
  const any = (label: string) => ({ value: "", label });
  return (
    <>
      <PageHeader
        title={t.products.title}
        state={<ProductsState count={newest.count} lastChange={newest.rows[0]?.updatedAt ?? null} events={counts} now={now} ui={ui} />}
      />
      {(hasAny || views.length > 0) && (
        <SavedViews screen="products" path={PATH} given={filters} view={search.view} views={views} t={t.table} common={t.common} />
      )}
      {hasAny && (
        <FilterBar
          label={words.label}
          lead={words.products}
          clearHref={PATH}
          isFiltered={isFiltered}
          clear={t.common.clearFilters}
          search={
            <SearchBox
              action={PATH}
              name="q"
              label={words.search}
              value={search.q ?? ""}
              submit={t.common.search}
              keep={without(filters, "q")}
            />
          }
        >
          <MultiChip
            {...chip}
            name="store"
            label={words.store}
            any={words.anyStore}
            values={search.store ?? []}
            options={stores.slice(1)}
          />
          <FilterChip
            name="active"
            label={words.active}
            value={search.active ?? ""}
            options={[any(words.anyActive), { value: "yes", label: words.onlyActive }, { value: "no", label: words.onlyInactive }]}
          />
          <FilterChip
            name="stock"
            label={words.stock}
            value={search.stock ?? ""}
            options={[any(words.anyStock), { value: "yes", label: words.inStock }, { value: "no", label: words.outOfStock }]}
          />
          <MultiChip
            {...chip}
            name="ai"
            label={words.ai}
            any={words.anyAi}
            values={search.ai ?? []}
            options={aiStates.map((state) => ({ value: state, label: words.aiState[state] }))}
          />
          <MultiChip
            {...chip}
            name="category"
            label={words.category}
            any={words.anyCategory}
            values={search.category ?? []}
            options={categories}
          />
          <PriceFilter path={PATH} min={search.min} max={search.max} keep={without(filters, "min", "max")} ui={ui} />
          <FilterChip
            name="sort"
            label={words.order}
            value={search.sort ?? USUAL_SORT}
            options={sortNames.map((name) => ({ value: name, label: words.order_by[name] }))}
          />
        </FilterBar>
      )}
      {products.rows.length === 0 ? (
        <Empty
          icon={Package}
          action={
            !isFiltered && caller.role === "ADMIN" ? (
              <Link href="/tokens" className="font-medium text-accent underline-offset-4 hover:underline">
                {t.shell.tokens}
              </Link>
            ) : undefined
          }
        >
          {isFiltered ? t.products.emptyFiltered : caller.role === "ADMIN" ? t.products.empty : t.products.emptyOwner}
        </Empty>
      ) : (
        <ProductTable
          products={products.rows}
          hasManyStores={stores.length > 2}
          list={{
            cols: search.cols,
            sort: search.sort ?? USUAL_SORT,
            sortHref: (sort) => addressWith(PATH, filters, { sort: sort === USUAL_SORT ? null : sort }),
            exportHref: productsExport(query),
          }}
          bulk={{
            actions: <HideTicked {...hiding} />,
            count: isFiltered && products.next !== null ? hiding.count : null,
            of: { ...hiding.filters, cursor: search.cursor ?? "" },
          }}
          now={now}
          ui={ui}
        />
      )}
      <Pager
        firstHref={search.cursor ? addressWith(PATH, filters) : null}
        nextHref={products.next && addressWith(PATH, given, { cursor: products.next })}
        t={t.common}
      />
    </>
  );
}
