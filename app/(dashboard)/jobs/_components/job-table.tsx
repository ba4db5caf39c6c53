import type { JobRow } from "@/lib/sync/jobs/wire";
import type { Ui } from "@/lib/i18n/ui/ui";
import { DataTable, type Column } from "@/components/ui/data-table";
import { jobCells, type JobColumn } from "./job-cells";

type Props = { jobs: readonly JobRow[]; caption: string; now: Date; ui: Ui };

const figures: readonly JobColumn[] = ["created", "updated"];
/** Half a page has no room for more; the job's own page has it. */
const shown: readonly JobColumn[] = ["mode", "status", "progress", ...figures, "started"];

/** The last syncs of one store, on its page. */
export function JobTable({ jobs, caption, now, ui }: Props) {
  const { cells, item } = jobCells({ isOfOneStore: true, now, ui });
  const columns = shown.map((key): Column<JobRow> => ({
    key,
    header: ui.t.sync.jobs.column[key],
    isNumber: key === "started" || figures.includes(key),
    cell: (job) => cells(job)[key],
  }));
  return <DataTable caption={caption} columns={columns} rows={jobs} rowKey={(job) => job.id} item={item} />;
}
