import { listAudit } from "@/lib/access/audit-log/list-audit";
import { endpoints } from "@/lib/http/endpoints";
import { route } from "@/lib/http/route";

export const GET = route(endpoints.listAudit, ({ deps, caller, query }) => listAudit(deps, caller, query));
