import { revokeToken, updateToken } from "@/lib/access/tokens/change-token";
import { endpoints } from "@/lib/http/endpoints";
import { route } from "@/lib/http/route";

export const PATCH = route(endpoints.updateToken, ({ deps, caller, params, body }) => updateToken(deps, caller, params.id ?? "", body));
export const DELETE = route(
  endpoints.revokeToken,
  async ({ deps, caller, params }) => void (await revokeToken(deps, caller, params.id ?? "")),
);
