import type { ReactNode } from "react";
import { tableLook } from "./table-look";

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
  return (
    <>
      <table className={tableLook.table}>
        <caption className="sr-only">{caption}</caption>
        <thead>
          <tr>
            {columns.map((column) => (
              <th key={column.key} scope="col" className={tableLook.head(column)}>
                {column.header}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr key={rowKey(row)} className={tableLook.row}>
              {columns.map((column, at) =>
                at === 0 ? (
                  <th key={column.key} scope="row" className={tableLook.name(column)}>
                    {column.cell(row)}
                  </th>
                ) : (
                  <td key={column.key} className={tableLook.cell(column)}>
                    {column.cell(row)}
                  </td>
                ),
              )}
            </tr>
          ))}
        </tbody>
      </table>
      <ul aria-label={caption} className={tableLook.list}>
        {rows.map((row) => (
          <li key={rowKey(row)} className={tableLook.item}>
            {item(row)}
          </li>
        ))}
      </ul>
    </>
  );
}
