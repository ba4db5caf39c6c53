import { endpoints } from "@/lib/http/endpoints";
import { route } from "@/lib/http/route";
import { cancelJob } from "@/lib/sync/jobs/cancel-job";

export const POST = route(endpoints.cancelSyncJob, ({ deps, caller, params }) => cancelJob(deps, caller, params.id ?? ""));
