import { showStore, updateStore } from "@/lib/access/stores/stores";
import { endpoints } from "@/lib/http/endpoints";
import { route } from "@/lib/http/route";

export const GET = route(endpoints.showStore, ({ deps, caller, params }) => showStore(deps, caller, params.id ?? ""));
export const PATCH = route(endpoints.updateStore, ({ deps, caller, params, body }) => updateStore(deps, caller, params.id ?? "", body));
