import { createUser } from "@/lib/access/users/create-user";
import { listUsers } from "@/lib/access/users/list-users";
import { endpoints } from "@/lib/http/endpoints";
import { route } from "@/lib/http/route";

export const GET = route(endpoints.listUsers, ({ deps, caller, query }) => listUsers(deps, caller, query));
export const POST = route(endpoints.createUser, ({ deps, caller, body }) => createUser(deps, caller, body));
