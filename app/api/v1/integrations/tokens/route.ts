import { listTokens } from "@/lib/access/tokens/list-tokens";
import { endpoints } from "@/lib/http/endpoints";
import { route } from "@/lib/http/route";

export const GET = route(endpoints.listTokens, ({ deps, caller, query }) => listTokens(deps, caller, query));
