import { revokeAccessKey } from "@/lib/access/keys/list-access-keys";
import { endpoints } from "@/lib/http/endpoints";
import { route } from "@/lib/http/route";

export const DELETE = route(
  endpoints.revokeAccessKey,
  async ({ deps, caller, params }) => void (await revokeAccessKey(deps, caller, params.id ?? "")),
);
