"use client";

import {
  columnVisibilityFeature,
  rowSelectionFeature,
  tableFeatures,
  useTable,
  type ColumnDef,
  type RowSelectionState,
} from "@tanstack/react-table";
import { useMemo, useState, type ReactNode } from "react";
import type { Language } from "@/lib/i18n/language";
import type { Sentences } from "@/lib/i18n/ui/ui";
import { tableLook } from "../ui/table-look";
import { BulkBar } from "./bulk-bar";
import { ColumnMenu } from "./column-menu";
import { SelectionContext } from "./selection";
import { useChosenColumns } from "./use-chosen-columns";

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
  /** With it rows can be ticked. `count`: everything the filters find, when that may be taken at once. */
  bulk?: { actions: ReactNode; count: string | null };
  tools?: ReactNode;
  language: Language;
  t: Sentences["table"];
};

const features = tableFeatures({ columnVisibilityFeature, rowSelectionFeature });
const box = "block size-4 accent-(--accent)";

/**
 * A table whose columns are chosen and whose rows can be ticked. Its cells come drawn from the server; what is sorted, found
 * and shown is the address's to say, so this leaf only keeps the ticks.
 */
export function ChoiceTable({ caption, columns, rows, chosen, bulk, tools, language, t }: Props) {
  const [ticked, setTicked] = useState<RowSelectionState>({});
  const [isAllMatching, setAllMatching] = useState(false);
  const { visible, isUsual, choose } = useChosenColumns(columns, chosen);
  const definitions = useMemo(
    () => columns.map(({ id, isFixed }): ColumnDef<typeof features, ChoiceRow> => ({ id, enableHiding: !isFixed })),
    [columns],
  );
  const table = useTable({
    features,
    columns: definitions,
    data: rows as ChoiceRow[],
    getRowId: (row) => row.id,
    enableRowSelection: bulk !== undefined,
    state: { rowSelection: ticked, columnVisibility: Object.fromEntries(columns.map(({ id }) => [id, visible.has(id)])) },
    onRowSelectionChange: (next) => {
      setAllMatching(false);
      setTicked(next);
    },
  });
  const lines = table.getRowModel().rows;
  // Ticks of rows that a newer answer has no more are nobody's.
  const selected = lines.filter((line) => line.getIsSelected()).map(({ original: { id, label } }) => ({ id, label }));
  const isPageTicked = lines.length > 0 && selected.length === lines.length;
  const clear = () => table.setRowSelection({});
  const shown = columns.filter(({ id }) => visible.has(id)).map((column) => ({ ...column, isExtra: isUsual && column.isExtra }));
  const tick = (line: (typeof lines)[number]) => (
    <input
      type="checkbox"
      aria-label={t.select.row.replace("{name}", line.original.label)}
      checked={line.getIsSelected()}
      onChange={line.getToggleSelectedHandler()}
      className={box}
    />
  );
  return (
    <SelectionContext value={{ rows: selected, isAllMatching: isAllMatching && isPageTicked, clear }}>
      <div className="grid gap-2">
        <div className="flex min-h-9 items-center justify-end gap-2">
          {tools}
          <ColumnMenu columns={columns} visible={visible} isUsual={isUsual} choose={choose} t={t.columns} />
        </div>
        {bulk && selected.length > 0 && (
          <BulkBar
            count={selected.length}
            allCount={isPageTicked ? bulk.count : null}
            isAllMatching={isAllMatching && isPageTicked}
            chooseAll={() => setAllMatching(true)}
            clear={clear}
            language={language}
            t={t.select}
          >
            {bulk.actions}
          </BulkBar>
        )}
        <div>
          <table className={tableLook.table}>
            <caption className="sr-only">{caption}</caption>
            <thead>
              <tr>
                {bulk && (
                  <td className={`${tableLook.head({})} w-px`}>
                    <input
                      type="checkbox"
                      aria-label={t.select.all}
                      checked={isPageTicked}
                      ref={(input) => {
                        if (input) input.indeterminate = selected.length > 0 && !isPageTicked;
                      }}
                      onChange={() => table.toggleAllRowsSelected(!isPageTicked)}
                      className={box}
                    />
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
                <tr key={line.id} className={line.getIsSelected() ? "group bg-accent-soft" : tableLook.row}>
                  {bulk && <td className={`${tableLook.cell({})} w-px`}>{tick(line)}</td>}
                  {shown.map((column, at) =>
                    at === 0 ? (
                      <th key={column.id} scope="row" className={tableLook.name(column)}>
                        {line.original.cells[column.id]}
                      </th>
                    ) : (
                      <td key={column.id} className={tableLook.cell(column)}>
                        {line.original.cells[column.id]}
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
                <div className="min-w-0 flex-1">{line.original.item}</div>
              </li>
            ))}
          </ul>
        </div>
      </div>
    </SelectionContext>
  );
}
