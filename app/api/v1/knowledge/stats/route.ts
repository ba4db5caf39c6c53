import { endpoints } from "@/lib/http/endpoints";
import { route } from "@/lib/http/route";
import { rememberedStats } from "@/lib/knowledge/remembered-stats";

export const GET = route(endpoints.knowledgeStats, ({ deps, caller, query }) => rememberedStats(deps, caller, query));
