import { z } from "zod";
import { cursor, exportFormat, isoTime, limit, listOf, oneOrMore } from "@/lib/core/wire";
import { connectionKinds } from "../connections/connection";
import { jobPhases, jobStatuses, jobTriggers, syncModes } from "./job";

/** Everything may be left out by whoever has one store. */
export const syncBody = z
  .object({ store_id: z.string().nullish(), mode: z.enum(syncModes).default("full"), force: z.boolean().default(false) })
  .transform((wire) => ({ storeId: wire.store_id ?? undefined, mode: wire.mode, isForced: wire.force }));
export type SyncRequest = z.output<typeof syncBody>;

const accepted = { message: z.string(), taskId: z.string() };
export const wooSyncAccepted = z
  .object({ ...accepted, address: z.string() })
  .transform(({ message, taskId, address }) => ({ status: "accepted", message, task_id: taskId, store_url: address }));
/** A shop is kept by its address, and named by its domain. */
const SCHEME = /^https?:\/\//;
export const shopifySyncAccepted = z.object({ ...accepted, address: z.string() }).transform(({ message, taskId, address }) => ({
  status: "accepted",
  message,
  task_id: taskId,
  shop_domain: address.replace(SCHEME, ""),
}));

export const jobRow = z
  .object({
    id: z.string(),
    kind: z.enum(connectionKinds),
    mode: z.enum(syncModes),
    trigger: z.enum(jobTriggers),
    status: z.enum(jobStatuses),
    phase: z.enum(jobPhases),
    total: z.number().nullable(),
    done: z.number(),
    created: z.number(),
    updated: z.number(),
    unchanged: z.number(),
    deactivated: z.number(),
    failed: z.number(),
    percent: z.number(),
    etaSeconds: z.number().nullable(),
    problem: z.string().nullable(),
    store: z.object({ id: z.string(), name: z.string() }),
    createdAt: isoTime,
    startedAt: isoTime.nullable(),
    finishedAt: isoTime.nullable(),
    /** When it goes on, while it waits for its shop. */
    runAfter: isoTime.nullable(),
    /** Somebody wants it ended: it will be, after the page it has in hand. */
    isCancelling: z.boolean(),
  })
  .transform(({ percent, etaSeconds, problem, createdAt, startedAt, finishedAt, runAfter, isCancelling, ...job }) => ({
    ...job,
    progress_percent: percent,
    created_at: createdAt,
    started_at: startedAt,
    finished_at: finishedAt,
    eta_seconds: etaSeconds,
    run_after: runAfter,
    is_cancelling: isCancelling,
    error: problem,
  }));
export type JobRow = z.input<typeof jobRow>;

export const jobDetail = z
  .object({
    job: jobRow,
    problems: z.array(z.object({ externalId: z.string(), title: z.string(), message: z.string() })),
  })
  .transform(({ job, problems }) => ({
    ...job,
    problems: problems.map(({ externalId, ...problem }) => ({ external_id: externalId, ...problem })),
  }));

export const jobOrderings = ["-created_at", "created_at"] as const;

const filters = {
  store_id: oneOrMore(z.string().max(64)),
  status: oneOrMore(z.enum(jobStatuses)),
  ordering: z.enum(jobOrderings).default("-created_at"),
};
const toFilters = (wire: z.output<z.ZodObject<typeof filters>>) => ({
  storeId: wire.store_id,
  status: wire.status,
  ordering: wire.ordering,
});

export const jobListQuery = z
  .object({ ...filters, limit, cursor })
  .transform((wire) => ({ ...toFilters(wire), limit: wire.limit, cursor: wire.cursor }));
export const jobExportQuery = z
  .object({ ...filters, format: exportFormat })
  .transform((wire) => ({ ...toFilters(wire), format: wire.format }));
export type JobListQuery = z.output<typeof jobListQuery>;
export const jobList = listOf(jobRow);
