import { updateUser } from "@/lib/access/users/update-user";
import { endpoints } from "@/lib/http/endpoints";
import { route } from "@/lib/http/route";

export const PATCH = route(endpoints.updateUser, ({ deps, caller, params, body }) => updateUser(deps, caller, params.id ?? "", body));
