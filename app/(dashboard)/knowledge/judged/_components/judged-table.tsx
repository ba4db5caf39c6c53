import Link from "next/link";
import type { JudgedRow } from "@/lib/knowledge/judgements/list-judged";
import { fill } from "@/lib/i18n/ui/translated";
import type { Ui } from "@/lib/i18n/ui/ui";
import { ChoiceTable } from "@/components/data-table/choice-table";
import { columnsOf } from "@/components/data-table/columns-of";
import { ExportMenu } from "@/components/data-table/export-menu";
import { plainColumns, sortableColumns, type Sorting } from "@/components/data-table/table-columns";
import { TimeAgo } from "@/components/ui/time-ago";
import { addressWith } from "../../../_data/address";
import type { JudgedSort } from "../filters";
import { JudgedAnswers } from "./judged-answers";

type Props = {
  rows: readonly JudgedRow[];
  list: Sorting<JudgedSort> & { /** Of the address. */ cols: string | undefined; exportHref: string };
  now: Date;
  ui: Ui;
};

/** Judged queries with their thumbs; what was said of which answer unfolds. */
export function JudgedTable({ rows, list, now, ui }: Props) {
  const { t, format, language } = ui;
  const words = t.knowledge.judgedList.column;
  const [plain, sortable] = [plainColumns(words), sortableColumns(words, list)];
  const figure = { isNumber: true };
  const columns = [
    sortable("query", "query", "-query", { isFixed: true }),
    // By itself: opened in the cell that names the row, it would be read as its name.
    plain("answers", { isFixed: true }),
    plain("store", { isExtra: true }),
    sortable("thumbs", "-thumbs", "thumbs", { ...figure, isHiddenAtFirst: true }),
    sortable("up", "-up", "up", figure),
    sortable("down", "-down", "down", figure),
    sortable("last", "-last", "last", figure),
  ];
  const query = (row: JudgedRow) => (
    <Link
      href={addressWith("/knowledge", { q: row.query, store: row.storeId })}
      prefetch={false}
      className="line-clamp-2 break-words whitespace-normal underline-offset-4 hover:text-accent hover:underline"
    >
      <bdi>{row.query}</bdi>
    </Link>
  );
  const last = (row: JudgedRow) => <TimeAgo at={row.judgedAt} now={now} format={format} otherwise={t.common.never} />;
  return (
    <ChoiceTable
      caption={t.knowledge.judgedList.caption}
      columns={columns}
      chosen={columnsOf(
        list.cols,
        columns.map(({ id }) => id),
      )}
      tools={<ExportMenu href={list.exportHref} t={t.table.export} />}
      language={language}
      t={t.table}
      rows={rows.map((row) => ({
        id: row.id,
        label: row.query,
        cells: {
          query: query(row),
          answers: <JudgedAnswers row={row} ui={ui} />,
          store: <bdi className="block max-w-48 truncate">{row.storeName}</bdi>,
          thumbs: format.number(row.up + row.down),
          up: format.number(row.up),
          down: format.number(row.down),
          last: last(row),
        },
        item: (
          <div className="grid min-w-0 gap-1">
            <div className="font-medium">{query(row)}</div>
            <JudgedAnswers row={row} ui={ui} />
            <span className="flex flex-wrap items-center gap-x-3 text-sm text-ink-soft">
              <span>{fill(t.knowledge.judged.counts, { up: format.number(row.up), down: format.number(row.down) })}</span>
              <bdi>{row.storeName}</bdi>
              <span className="ms-auto">{last(row)}</span>
            </span>
          </div>
        ),
      }))}
    />
  );
}
