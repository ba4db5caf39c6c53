import { z } from "zod";

export const syncModes = ["full", "incremental", "reconcile"] as const;
export type SyncMode = (typeof syncModes)[number];
export const jobTriggers = ["manual", "schedule", "webhook", "connect"] as const;
export type JobTrigger = (typeof jobTriggers)[number];
export const jobStatuses = ["queued", "running", "completed", "partial", "failed", "cancelled"] as const;
export type JobStatus = (typeof jobStatuses)[number];
export const jobPhases = ["preparing", "waiting", "listing", "checking", "done"] as const;
export type JobPhase = (typeof jobPhases)[number];

/** Products that are read whole although their listing shows nothing: up to which one, and how many questions are left for it. */
const turns = z.object({ after: z.string().nullable(), left: z.number() });
export type Turns = z.output<typeof turns>;

/** Where a job has come to; a process that takes it over goes on from here. */
export const place = z.object({
  /** Products of the listing passed so far. */
  offset: z.number().int().default(0),
  /** Id of the last of them, as text; cursors of Shopify as they are, its bulk operations as bulk-cursor.ts writes them. */
  after: z.string().nullable().default(null),
  /** The listing is looked at a second time, by ids and facts: the first did not add up. */
  isSecondLook: z.boolean().default(false),
  /** The listing has come to its end. */
  isListed: z.boolean().default(false),
  /** Of the database, when the listing began: what was touched since is not gone. */
  listedFrom: z.coerce.date().nullable().default(null),
  /** On the shop's clock, when the listing began. */
  shopTime: z.coerce.date().nullable().default(null),
  /** Incremental: changed since, on the shop's clock; null: everything. */
  since: z.coerce.date().nullable().default(null),
  /** Of a comparison; null: none. */
  turns: turns.nullable().default(null),
  /** Products so far that differed in their currency alone. */
  otherCurrency: z.number().int().default(0),
});
export type Place = z.output<typeof place>;
export const startPlace: Place = place.parse({});

export type Figures = { done: number; created: number; updated: number; unchanged: number; deactivated: number; failed: number };

/** A job held by this process, until its lease ends. */
export type ClaimedJob = {
  id: string;
  storeId: string;
  mode: SyncMode;
  trigger: JobTrigger;
  isForced: boolean;
  /** Somebody wants it ended: nothing more is to be done but that. */
  isCancelled: boolean;
  phase: JobPhase;
  place: Place;
  attempts: number;
  generation: number;
};
