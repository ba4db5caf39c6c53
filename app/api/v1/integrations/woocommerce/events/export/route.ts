import { readEvents } from "@/lib/events/list-events";
import { eventRow } from "@/lib/events/wire";
import { endpoints } from "@/lib/http/endpoints";
import { eventExport } from "@/lib/http/export-columns";
import { answerExport } from "@/lib/http/exporting";
import { route } from "@/lib/http/route";

export const GET = route(endpoints.exportEvents, ({ deps, caller, stillMay, query: { format, ...filters } }) =>
  answerExport(deps, caller, {
    what: "events",
    format,
    filters,
    read: (place) => readEvents(deps, caller, { ...filters, ...place }),
    toWire: (row) => eventRow.parse(row),
    stillMay,
    columns: eventExport,
  }),
);
