import { endpoints } from "@/lib/http/endpoints";
import { route } from "@/lib/http/route";
import { knowledgeStats } from "@/lib/knowledge/knowledge-stats";

export const GET = route(endpoints.knowledgeStats, ({ deps, caller, query }) => knowledgeStats(deps, caller, query));
