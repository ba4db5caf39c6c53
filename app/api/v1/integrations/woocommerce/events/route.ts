import { listEvents } from "@/lib/events/list-events";
import { endpoints } from "@/lib/http/endpoints";
import { route } from "@/lib/http/route";

export const GET = route(endpoints.listEvents, ({ deps, caller, query }) => listEvents(deps, caller, query));
