import { endpoints } from "@/lib/http/endpoints";
import { route } from "@/lib/http/route";
import { listJudgements } from "@/lib/knowledge/judgements/list-judgements";

export const GET = route(endpoints.listJudgements, ({ deps, caller, query }) => listJudgements(deps, caller, query));
