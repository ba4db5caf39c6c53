import { endpoints } from "@/lib/http/endpoints";
import { judgementExport } from "@/lib/http/export-columns";
import { answerExport } from "@/lib/http/exporting";
import { route } from "@/lib/http/route";
import { readJudgements } from "@/lib/knowledge/judgements/list-judgements";
import { judgementRow } from "@/lib/knowledge/judgements/wire";

export const GET = route(endpoints.exportJudgements, ({ deps, caller, stillMay, query: { format, ...filters } }) =>
  answerExport(deps, caller, {
    what: "judged-queries",
    format,
    filters,
    read: (place) => readJudgements(deps, caller, { ...filters, ...place }),
    toWire: (row) => judgementRow.parse(row),
    stillMay,
    columns: judgementExport,
  }),
);
