import { readTokens } from "@/lib/access/tokens/list-tokens";
import { tokenRow } from "@/lib/access/tokens/wire";
import { endpoints } from "@/lib/http/endpoints";
import { tokenExport } from "@/lib/http/export-columns";
import { answerExport } from "@/lib/http/exporting";
import { route } from "@/lib/http/route";

export const GET = route(endpoints.exportTokens, ({ deps, caller, stillMay, query: { format, ...filters } }) =>
  answerExport(deps, caller, {
    what: "tokens",
    format,
    filters,
    read: (place) => readTokens(deps, caller, { ...filters, ...place }),
    toWire: (row) => tokenRow.parse(row),
    stillMay,
    columns: tokenExport,
  }),
);
