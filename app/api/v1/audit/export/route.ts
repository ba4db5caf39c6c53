import { readAudit } from "@/lib/access/audit-log/list-audit";
import { auditRow } from "@/lib/access/audit-log/wire";
import { endpoints } from "@/lib/http/endpoints";
import { auditExport } from "@/lib/http/export-columns";
import { answerExport } from "@/lib/http/exporting";
import { route } from "@/lib/http/route";

export const GET = route(endpoints.exportAudit, ({ deps, caller, stillMay, query: { format, ...filters } }) =>
  answerExport(deps, caller, {
    what: "audit",
    format,
    filters,
    read: (place) => readAudit(deps, caller, { ...filters, ...place }),
    toWire: (row) => auditRow.parse(row),
    stillMay,
    columns: auditExport,
  }),
);
