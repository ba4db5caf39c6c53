import { endpoints } from "@/lib/http/endpoints";
import { route } from "@/lib/http/route";
import { showSetup } from "@/lib/operations/setup/show-setup";

export const GET = route(endpoints.storeSetup, ({ deps, caller, params }) => showSetup(deps, caller, params.id ?? ""));
