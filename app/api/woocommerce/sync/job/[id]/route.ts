import { endpoints } from "@/lib/http/endpoints";
import { route } from "@/lib/http/route";
import { showJobWithProblems } from "@/lib/sync/jobs/show-job";

export const GET = route(endpoints.syncJob, ({ deps, caller, params }) => showJobWithProblems(deps, caller, params.id ?? ""));
