import { endpoints } from "@/lib/http/endpoints";
import { route } from "@/lib/http/route";
import { showDrift } from "@/lib/integrations/digest/drift";

export const GET = route(endpoints.storeDrift, ({ deps, caller, params }) => showDrift(deps, caller, params.id ?? ""));
