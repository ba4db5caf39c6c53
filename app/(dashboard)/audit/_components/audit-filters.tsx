import Form from "next/form";
import { auditActions, auditTargets } from "@/lib/access/audit-log/actions";
import { fill } from "@/lib/i18n/ui/translated";
import type { Ui } from "@/lib/i18n/ui/ui";
import { Button } from "@/components/ui/button";
import { Field, Input } from "@/components/ui/field";
import { FilterChip, type ChipOption } from "@/components/ui/filter-chip";
import { FilterPopover } from "@/components/ui/filter-popover";
import { FilterBar } from "../../_components/filter-bar";
import { without } from "../../_data/address";
import { NO_FILTERS } from "../../_data/several";
import { startOf, type AuditSearch } from "../filters";

type Props = {
  path: string;
  search: AuditSearch;
  /** The address without its cursor. */ filters: Record<string, string>;
  people: readonly ChipOption[];
  stores: readonly ChipOption[];
  /** Only they may know from where others acted. */ isAdmin: boolean;
  ui: Ui;
};

function timeLabel({ from, to }: AuditSearch, { t, format, language }: Ui): string {
  const words = t.audit.filter;
  const said = (day: string) => format.date(startOf(day, language));
  if (from && to) return fill(words.fromTo, { from: said(from), to: said(to) });
  return from ? fill(words.from, { from: said(from) }) : to ? fill(words.to, { to: said(to) }) : words.anyTime;
}

export function AuditFilters({ path, search, filters, people, stores, isAdmin, ui }: Props) {
  const { t } = ui;
  const words = t.audit.filter;
  const kept = (...names: string[]) =>
    Object.entries(without(filters, ...names)).map(([name, value]) => <input key={name} type="hidden" name={name} value={value} />);
  return (
    <FilterBar
      label={words.label}
      lead={words.lead}
      clearHref={path}
      isFiltered={Object.keys(without(filters, ...NO_FILTERS)).length > 0}
      clear={t.common.clearFilters}
      search={null}
    >
      <FilterChip name="person" label={words.person} value={search.person ?? ""} options={people} />
      {/* Of one store there is nothing to choose. */}
      {stores.length > 2 && <FilterChip name="store" label={words.store} value={search.store ?? ""} options={stores} />}
      <FilterChip
        name="action"
        label={words.action}
        value={search.action ?? ""}
        options={[
          { value: "", label: words.anyAction },
          ...auditActions.map((action) => ({ value: action, label: t.audit.action[action] })),
        ]}
      />
      <FilterChip
        name="target"
        label={words.target}
        value={search.target ?? ""}
        options={[
          { value: "", label: words.anyTarget },
          ...auditTargets.map((target) => ({ value: target, label: t.audit.target[target] })),
        ]}
      />
      <FilterPopover
        key={`${search.from} ${search.to}`}
        name={words.time}
        isSet={Boolean(search.from ?? search.to)}
        label={timeLabel(search, ui)}
      >
        <Form action={path} className="grid gap-3">
          {kept("from", "to")}
          <Field id="filter-from" label={words.fromLabel}>
            {(control) => <Input {...control} type="date" name="from" defaultValue={search.from} />}
          </Field>
          <Field id="filter-to" label={words.toLabel} hint={words.days}>
            {(control) => <Input {...control} type="date" name="to" defaultValue={search.to} />}
          </Field>
          <Button type="submit" variant="primary">
            {t.common.apply}
          </Button>
        </Form>
      </FilterPopover>
      {isAdmin && (
        <FilterPopover
          key={`ip ${search.ip}`}
          name={words.address}
          isSet={search.ip !== undefined}
          label={search.ip === undefined ? words.anyAddress : fill(words.atAddress, { address: `\u2066${search.ip}\u2069` })}
        >
          <Form action={path} className="grid gap-3">
            {kept("ip")}
            <Field id="filter-ip" label={words.address} hint={words.addressHint}>
              {(control) => <Input {...control} name="ip" dir="ltr" maxLength={46} autoComplete="off" defaultValue={search.ip} />}
            </Field>
            <Button type="submit" variant="primary">
              {t.common.apply}
            </Button>
          </Form>
        </FilterPopover>
      )}
      <FilterChip
        name="sort"
        label={t.table.sort.label}
        value={search.sort ?? ""}
        options={[
          { value: "", label: t.table.sort.newest },
          { value: "oldest", label: t.table.sort.oldest },
        ]}
      />
    </FilterBar>
  );
}
