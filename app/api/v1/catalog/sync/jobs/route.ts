import { endpoints } from "@/lib/http/endpoints";
import { route } from "@/lib/http/route";
import { listJobs } from "@/lib/sync/jobs/show-job";

export const GET = route(endpoints.listSyncJobs, ({ deps, caller, query }) => listJobs(deps, caller, query));
