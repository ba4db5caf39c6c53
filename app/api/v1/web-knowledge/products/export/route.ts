import { readProducts } from "@/lib/catalog/list-products";
import { productRow } from "@/lib/catalog/wire";
import { endpoints } from "@/lib/http/endpoints";
import { productExport } from "@/lib/http/export-columns";
import { answerExport } from "@/lib/http/exporting";
import { route } from "@/lib/http/route";

export const GET = route(endpoints.exportProducts, ({ deps, caller, stillMay, query: { format, ...filters } }) =>
  answerExport(deps, caller, {
    what: "products",
    format,
    filters,
    read: (place) => readProducts(deps, caller, { ...filters, ...place, ordering: "id" }),
    toWire: (row) => productRow.parse(row),
    stillMay,
    columns: productExport,
  }),
);
