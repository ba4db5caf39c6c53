import { endpoints } from "@/lib/http/endpoints";
import { jobExport } from "@/lib/http/export-columns";
import { answerExport } from "@/lib/http/exporting";
import { route } from "@/lib/http/route";
import { readJobs } from "@/lib/sync/jobs/show-job";
import { jobRow } from "@/lib/sync/jobs/wire";

export const GET = route(endpoints.exportSyncJobs, ({ deps, caller, stillMay, query: { format, ...filters } }) =>
  answerExport(deps, caller, {
    what: "syncs",
    format,
    filters,
    read: (place) => readJobs(deps, caller, { ...filters, ...place }),
    toWire: (row) => jobRow.parse(row),
    stillMay,
    columns: jobExport,
  }),
);
