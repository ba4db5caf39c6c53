import { endpoints } from "@/lib/http/endpoints";
import { route } from "@/lib/http/route";
import { showOverview } from "@/lib/operations/overview/show-overview";

export const GET = route(endpoints.overview, ({ deps, caller, query }) => showOverview(deps, caller, query.language));
