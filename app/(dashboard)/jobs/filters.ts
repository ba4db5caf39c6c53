import { z } from "zod";
import { DEFAULT_LIMIT } from "@/lib/core/wire";
import { jobStatuses } from "@/lib/sync/jobs/job";
import type { JobListQuery } from "@/lib/sync/jobs/wire";

/** The page's address; a value that makes no sense is no filter. */
export const jobSearch = z.object({
  store: z.string().optional(),
  status: z.enum(jobStatuses).optional().catch(undefined),
  cursor: z.string().optional(),
});

export const jobQuery = (given: Partial<JobListQuery>): JobListQuery => ({
  ...{ storeId: undefined, status: undefined, cursor: undefined, limit: DEFAULT_LIMIT },
  ...given,
});

/** The same list as JSON, for the live leaf. */
export function jobsUrl({ storeId, status, limit }: JobListQuery): string {
  const params = new URLSearchParams({ limit: String(limit) });
  if (storeId !== undefined) params.set("store_id", storeId);
  if (status !== undefined) params.set("status", status);
  return `/api/v1/catalog/sync/jobs/?${params}`;
}
