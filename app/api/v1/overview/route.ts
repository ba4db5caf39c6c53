import { endpoints } from "@/lib/http/endpoints";
import { route } from "@/lib/http/route";
import { rememberedOverview } from "@/lib/operations/overview/remembered-overview";

export const GET = route(endpoints.overview, ({ deps, caller, query }) => rememberedOverview(deps, caller, query.language));
