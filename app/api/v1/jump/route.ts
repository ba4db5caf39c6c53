import { findJumps } from "@/lib/operations/jump/find-jumps";
import { endpoints } from "@/lib/http/endpoints";
import { route } from "@/lib/http/route";

export const GET = route(endpoints.jump, ({ deps, caller, query }) => findJumps(deps, caller, query));
