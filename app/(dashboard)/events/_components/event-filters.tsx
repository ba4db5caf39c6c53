import Form from "next/form";
import { eventStatuses, eventTypes } from "@/lib/events/incoming-event";
import { fill } from "@/lib/i18n/ui/translated";
import type { Ui } from "@/lib/i18n/ui/ui";
import { Button } from "@/components/ui/button";
import { Field, Input } from "@/components/ui/field";
import { FilterChip, type ChipOption } from "@/components/ui/filter-chip";
import { MultiChip } from "@/components/data-table/multi-chip";
import { FilterPopover } from "@/components/ui/filter-popover";
import { SearchBox } from "@/components/ui/search-box";
import { FilterBar } from "../../_components/filter-bar";
import { without } from "../../_data/address";
import { periods, type EventSearch } from "../filters";

type Props = {
  path: string;
  search: EventSearch;
  /** The address without its cursor. */ filters: Record<string, string>;
  isFiltered: boolean;
  stores: readonly ChipOption[];
  ui: Ui;
};

export function EventFilters({ path, search, filters, isFiltered, stores, ui: { t, language } }: Props) {
  const words = t.events.filter;
  const chip = { language, t: t.table.chip };
  const any = (label: string): ChipOption => ({ value: "", label });
  return (
    <FilterBar
      label={words.label}
      lead={words.events}
      clearHref={path}
      isFiltered={isFiltered}
      clear={t.common.clearFilters}
      search={
        <SearchBox
          action={path}
          name="q"
          label={words.search}
          value={search.q ?? ""}
          submit={t.common.search}
          keep={without(filters, "q")}
        />
      }
    >
      <MultiChip {...chip} name="store" label={words.store} any={words.anyStore} values={search.store ?? []} options={stores} />
      <MultiChip
        {...chip}
        name="type"
        label={words.type}
        any={words.anyType}
        values={search.type ?? []}
        options={eventTypes.map((type) => ({ value: type, label: t.events.typeName[type] }))}
      />
      <MultiChip
        {...chip}
        name="status"
        label={words.status}
        any={words.anyStatus}
        values={search.status ?? []}
        options={eventStatuses.map((status) => ({ value: status, label: t.events.status[status] }))}
      />
      <FilterChip
        name="period"
        label={words.period}
        value={search.period ?? ""}
        options={[any(words.anyPeriod), ...periods.map((period) => ({ value: period, label: words[period] }))]}
      />
      <FilterChip
        name="sort"
        label={t.table.sort.label}
        value={search.sort === "received" ? "received" : ""}
        options={[any(t.table.sort.newest), { value: "received", label: t.table.sort.oldest }]}
      />
      <FilterPopover
        key={search.product}
        name={words.product}
        isSet={search.product !== undefined}
        label={search.product === undefined ? words.anyProduct : fill(words.productChip, { id: search.product })}
      >
        <Form action={path} className="grid gap-3">
          {Object.entries(without(filters, "product")).map(([name, value]) => (
            <input key={name} type="hidden" name={name} value={value} />
          ))}
          <Field id="filter-product" label={t.products.detail.number}>
            {(control) => <Input {...control} name="product" dir="ltr" inputMode="numeric" defaultValue={search.product} />}
          </Field>
          <Button type="submit" variant="primary">
            {t.common.apply}
          </Button>
        </Form>
      </FilterPopover>
    </FilterBar>
  );
}
