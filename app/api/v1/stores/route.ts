import { listStores } from "@/lib/access/stores/stores";
import { endpoints } from "@/lib/http/endpoints";
import { route } from "@/lib/http/route";

export const GET = route(endpoints.listStores, ({ deps, caller, query }) => listStores(deps, caller, query));
