import { createStore } from "@/lib/access/stores/create-store";
import { listStores } from "@/lib/access/stores/list-stores";
import { endpoints } from "@/lib/http/endpoints";
import { route } from "@/lib/http/route";

export const GET = route(endpoints.listStores, ({ deps, caller, query }) => listStores(deps, caller, query));
export const POST = route(endpoints.createStore, ({ deps, caller, body }) => createStore(deps, caller, body));
