import { createAccessKey } from "@/lib/access/keys/create-access-key";
import { listAccessKeys } from "@/lib/access/keys/list-access-keys";
import { endpoints } from "@/lib/http/endpoints";
import { route } from "@/lib/http/route";

export const GET = route(endpoints.listAccessKeys, ({ deps, caller, query }) => listAccessKeys(deps, caller, query));
export const POST = route(endpoints.createAccessKey, ({ deps, caller, body }) => createAccessKey(deps, caller, body));
