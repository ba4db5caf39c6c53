import { endpoints } from "@/lib/http/endpoints";
import { route } from "@/lib/http/route";
import { searchKnowledge } from "@/lib/knowledge/search-knowledge";

export const POST = route(endpoints.searchKnowledge, ({ deps, caller, body }) => searchKnowledge(deps, caller, body));
