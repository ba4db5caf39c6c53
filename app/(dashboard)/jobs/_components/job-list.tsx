import type { JobRow } from "@/lib/sync/jobs/wire";
import type { Ui } from "@/lib/i18n/ui/ui";
import { ChoiceTable } from "@/components/data-table/choice-table";
import { columnsOf } from "@/components/data-table/columns-of";
import { ExportMenu } from "@/components/data-table/export-menu";
import { SortLink } from "@/components/data-table/sort-link";
import { plainColumns } from "@/components/data-table/table-columns";
import { jobCells, type JobColumn } from "./job-cells";

type Props = {
  jobs: readonly JobRow[];
  list: { cols: string | undefined; exportHref: string; isOldestFirst: boolean; sortHref: string };
  now: Date;
  ui: Ui;
};

/** The syncs of every store, with the columns that the address asks for. */
export function JobList({ jobs, list, now, ui }: Props) {
  const { t, language } = ui;
  const words = t.sync.jobs;
  const plain = plainColumns(words.column);
  const figure = (id: JobColumn) => plain(id, { isNumber: true, isExtra: true });
  const sorted = list.isOldestFirst ? "ascending" : "descending";
  const columns = [
    plain("store", { isFixed: true }),
    plain("mode"),
    plain("status"),
    plain("progress"),
    ...(["created", "updated", "unchanged", "deactivated"] as const).map(figure),
    plain("asked", {
      ...{ isNumber: true, isHiddenAtFirst: true, sorted },
      header: <SortLink href={list.sortHref} label={words.column.asked} sorted={sorted} isNumber />,
    }),
    plain("started", { isNumber: true }),
    figure("took"),
  ];
  const { cells, item, nameOf } = jobCells({ now, ui });
  return (
    <ChoiceTable
      caption={list.isOldestFirst ? words.captionOldest : words.caption}
      columns={columns}
      chosen={columnsOf(
        list.cols,
        columns.map(({ id }) => id),
      )}
      tools={<ExportMenu href={list.exportHref} t={t.table.export} />}
      language={language}
      t={t.table}
      rows={jobs.map((job) => ({ id: job.id, label: nameOf(job), cells: cells(job), item: item(job) }))}
    />
  );
}
