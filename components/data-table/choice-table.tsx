import { columnVisibilityFeature, constructTable, tableFeatures, type ColumnDef } from "@tanstack/table-core";
import { storeReactivityBindings } from "@tanstack/table-core/store-reactivity-bindings";
import { clsx } from "clsx";
import type { ReactNode } from "react";
import type { Language } from "@/lib/i18n/language";
import { fill } from "@/lib/i18n/ui/translated";
import type { Sentences } from "@/lib/i18n/ui/ui";
import { tableLook } from "../ui/table-look";
import { ColumnMenu } from "./column-menu";
import { Selection, Tick, TickPage } from "./selection";

export type ChoiceColumn = {
  id: string;
  /** In the menu of columns. */ label: string;
  header: ReactNode;
  isNumber?: boolean;
  /** Left out where there is little room, unless somebody chose it. */ isExtra?: boolean;
  /** Only when somebody chose it. */ isHiddenAtFirst?: boolean;
  /** Always there: the name of the thing, the actions. */ isFixed?: boolean;
  sorted?: "ascending" | "descending" | undefined;
};
export type ChoiceRow = { id: string; label: string; cells: Record<string, ReactNode>; item: ReactNode };

type Props = {
  caption: string;
  columns: readonly ChoiceColumn[];
  rows: readonly ChoiceRow[];
  /** Of the address; null: the usual ones. */ chosen: readonly string[] | null;
  /**
   * With it rows can be ticked. `count`: everything the filters find, when that may be taken at once. `of`: the filters;
   * what was ticked under others is ticked no more.
   */
  bulk?: { actions: ReactNode; count: string | null; of: Record<string, string> };
  tools?: ReactNode;
  language: Language;
  t: Sentences["table"];
};

const features = tableFeatures({ columnVisibilityFeature, coreReactivityFeature: storeReactivityBindings() });

/**
 * A table whose columns are chosen and whose rows can be ticked, drawn on the server: what is sorted, found and shown is
 * the address's to say, so TanStack Table need not travel to the browser. Leaves keep the ticks and change the address.
 */
export function ChoiceTable({ caption, columns, rows, chosen, bulk, tools, language, t }: Props) {
  const isChosen = ({ id, isFixed, isHiddenAtFirst }: ChoiceColumn): boolean => isFixed || (chosen?.includes(id) ?? !isHiddenAtFirst);
  const table = constructTable({
    features,
    columns: columns.map(({ id, isFixed }): ColumnDef<typeof features, ChoiceRow> => ({ id, enableHiding: !isFixed })),
    data: rows as ChoiceRow[],
    getRowId: (row) => row.id,
    initialState: { columnVisibility: Object.fromEntries(columns.map((column) => [column.id, isChosen(column)])) },
  });
  const visible = new Set(table.getVisibleLeafColumns().map(({ id }) => id));
  const shown = columns.filter(({ id }) => visible.has(id)).map((column) => ({ ...column, isExtra: chosen === null && column.isExtra }));
  const lines = table.getRowModel().rows.map(({ original }) => original);
  const tick = ({ id, label }: ChoiceRow) => <Tick id={id} label={fill(t.select.row, { name: label })} />;
  const content = (
    <>
      <table className={tableLook.table}>
        <caption className="sr-only">{caption}</caption>
        <thead>
          <tr>
            {bulk && (
              <td className={`${tableLook.head({})} w-px`}>
                <TickPage label={t.select.all} />
              </td>
            )}
            {shown.map((column) => (
              <th key={column.id} scope="col" aria-sort={column.sorted} className={tableLook.head(column)}>
                {column.header}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {lines.map((line) => (
            <tr key={line.id} className={`${tableLook.row} has-[td>input:checked]:bg-accent-soft`}>
              {bulk && <td className={`${tableLook.cell({})} w-px`}>{tick(line)}</td>}
              {shown.map((column, at) =>
                at === 0 ? (
                  <th key={column.id} scope="row" className={tableLook.name(column)}>
                    {line.cells[column.id]}
                  </th>
                ) : (
                  <td key={column.id} className={tableLook.cell(column)}>
                    {line.cells[column.id]}
                  </td>
                ),
              )}
            </tr>
          ))}
        </tbody>
      </table>
      <ul aria-label={caption} className={tableLook.list}>
        {lines.map((line) => (
          <li key={line.id} className={`${tableLook.item} flex gap-3`}>
            {bulk && <span className="pt-0.5">{tick(line)}</span>}
            <div className="min-w-0 flex-1">{line.item}</div>
          </li>
        ))}
      </ul>
    </>
  );
  return (
    <div className="grid gap-2">
      {/* On a phone there are no columns to choose. */}
      <div className={clsx("flex min-h-9 items-center justify-end gap-2", !tools && "max-md:hidden")}>
        {tools}
        <span className="max-md:hidden">
          <ColumnMenu
            columns={columns.map(({ id, label, isFixed = false, isHiddenAtFirst = false }) => ({ id, label, isFixed, isHiddenAtFirst }))}
            chosen={chosen}
            t={t.columns}
          />
        </span>
      </div>
      <div>
        {bulk ? (
          <Selection
            key={JSON.stringify(bulk.of)}
            rows={lines.map(({ id, label }) => ({ id, label }))}
            actions={bulk.actions}
            allCount={bulk.count}
            language={language}
            t={t.select}
          >
            {content}
          </Selection>
        ) : (
          content
        )}
      </div>
    </div>
  );
}
