import { z } from "zod";
import { joinList } from "@/lib/core/value-list";
import { asList, DEFAULT_LIMIT } from "@/lib/core/wire";
import { jobStatuses } from "@/lib/sync/jobs/job";
import type { JobListQuery } from "@/lib/sync/jobs/wire";
import { listParts, oneOrAll, several } from "../_data/several";

/** The page's address; a value that makes no sense is no filter. */
export const jobSearch = z.object({
  store: several(z.string().max(64)),
  status: several(z.enum(jobStatuses)),
  sort: z.enum(["oldest"]).optional().catch(undefined),
  ...listParts,
});
export type JobSearch = z.output<typeof jobSearch>;

export const jobQuery = (given: Partial<JobListQuery>): JobListQuery => ({
  ...{ storeId: undefined, status: undefined, cursor: undefined, ordering: "-created_at", limit: DEFAULT_LIMIT },
  ...given,
});

export const jobQueryOf = ({ store, status, sort, cursor }: JobSearch): JobListQuery =>
  jobQuery({ storeId: oneOrAll(store), status: oneOrAll(status), ordering: sort === "oldest" ? "created_at" : "-created_at", cursor });

const API = "/api/v1/catalog/sync/jobs/";

/** The same list in the API's words. */
function wireOf({ storeId, status, ordering }: JobListQuery): URLSearchParams {
  const params = new URLSearchParams({ ordering });
  if (asList(storeId).length > 0) params.set("store_id", joinList(asList(storeId)));
  if (asList(status).length > 0) params.set("status", joinList(asList(status)));
  return params;
}

/** For the live leaf. */
export function jobsUrl(query: JobListQuery): string {
  const params = wireOf(query);
  params.set("limit", String(query.limit));
  return `${API}?${params}`;
}

/** The same list, whole, as a file. */
export const jobsExport = (query: JobListQuery): string => `${API}export/?${wireOf(query)}`;
