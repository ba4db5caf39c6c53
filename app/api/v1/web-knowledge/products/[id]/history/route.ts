import { listHistory } from "@/lib/catalog/history/list-history";
import { endpoints } from "@/lib/http/endpoints";
import { route } from "@/lib/http/route";

export const GET = route(endpoints.productHistory, ({ deps, caller, params, query }) => listHistory(deps, caller, params.id ?? "", query));
