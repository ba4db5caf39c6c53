import { clsx } from "clsx";
import type { ReactNode } from "react";

export type Column<Row> = {
  key: string;
  header: ReactNode;
  /** Numbers stand at the end, so that their digits line up. */
  isNumber?: boolean;
  /** Left out where there is little room (below 1280 px): the detail page has it too. */
  isExtra?: boolean;
  cell: (row: Row) => ReactNode;
};

type Props<Row> = {
  caption: string;
  columns: readonly Column<Row>[];
  rows: readonly Row[];
  rowKey: (row: Row) => string;
  /** A row's two lines on a phone. */
  item: (row: Row) => ReactNode;
};

/** A real table where there is room for one, a two-line list on a phone. The first column is what people call the thing. */
export function DataTable<Row>({ caption, columns, rows, rowKey, item }: Props<Row>) {
  const place = ({ isNumber, isExtra }: Column<Row>) => clsx("px-3", isNumber ? "text-end" : "text-start", isExtra && "max-xl:hidden");
  return (
    <>
      <table className="w-full border-separate border-spacing-0 text-sm max-md:hidden">
        <caption className="sr-only">{caption}</caption>
        <thead>
          <tr>
            {columns.map((column) => (
              <th
                key={column.key}
                scope="col"
                className={clsx(place(column), "sticky top-0 z-10 h-9 border-b border-line bg-canvas font-medium text-ink-soft")}
              >
                {column.header}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr key={rowKey(row)} className="group hover:bg-sunken">
              {columns.map((column, at) =>
                at === 0 ? (
                  <th key={column.key} scope="row" className={clsx(place(column), "h-10 border-b border-line py-1 font-medium")}>
                    {column.cell(row)}
                  </th>
                ) : (
                  <td key={column.key} className={clsx(place(column), "h-10 border-b border-line py-1 whitespace-nowrap")}>
                    {column.cell(row)}
                  </td>
                ),
              )}
            </tr>
          ))}
        </tbody>
      </table>
      <ul aria-label={caption} className="border-t border-line md:hidden">
        {rows.map((row) => (
          <li key={rowKey(row)} className="border-b border-line py-3">
            {item(row)}
          </li>
        ))}
      </ul>
    </>
  );
}
