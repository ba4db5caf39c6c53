import { z } from "zod";
import { cursor, exportFormat, instant, isoTime, limit, listOf, oneOrMore } from "@/lib/core/wire";
import { eventStatuses, eventTypes } from "./incoming-event";

/** By arrival, newest first unless asked otherwise. */
const eventOrderings = ["-created_at", "created_at"] as const;

const filters = {
  user_id: z.string().max(64).optional(),
  store_id: oneOrMore(z.string().max(64)),
  event_type: oneOrMore(z.enum(eventTypes)).describe(`One or several, separated by commas: ${eventTypes.join(" ")}`),
  status: oneOrMore(z.enum(eventStatuses)).describe(`One or several, separated by commas: ${eventStatuses.join(" ")}`),
  woo_product_id: z
    .union([z.string().regex(/^\d{1,20}$/, "must be a whole number"), z.number().int()])
    .transform(String)
    .optional(),
  since: instant.optional(),
  until: instant.optional(),
  q: z.string().max(255).optional(),
};
type WireFilters = z.output<z.ZodObject<typeof filters>>;
const toFilters = (wire: WireFilters) => ({
  userId: wire.user_id,
  storeId: wire.store_id,
  eventType: wire.event_type,
  status: wire.status,
  productId: wire.woo_product_id,
  since: wire.since,
  until: wire.until,
  q: wire.q?.trim() || undefined,
});

export const eventListQuery = z
  .object({ ...filters, ordering: z.enum(eventOrderings).default("-created_at"), limit, cursor })
  .transform((wire) => ({ ...toFilters(wire), ordering: wire.ordering, limit: wire.limit, cursor: wire.cursor }));
/** Newest first when no order is said. */
export type EventListQuery = EventFilters & { ordering?: (typeof eventOrderings)[number]; limit: number; cursor: string | undefined };

export const eventExportQuery = z
  .object({ ...filters, ordering: z.enum(eventOrderings).default("-created_at"), format: exportFormat })
  .transform((wire) => ({ ...toFilters(wire), ordering: wire.ordering, format: wire.format }));

/** An empty filter would replay everything ever: say at least one thing. */
export const replayBody = z
  .object({ filter: z.strictObject(filters) })
  .refine(({ filter }) => Object.values(filter).some((value) => value !== undefined), {
    path: ["filter"],
    message: "name at least one filter",
  })
  .transform(({ filter }) => toFilters(filter));
/** `ids`: exactly these, as somebody ticked them. `seen`: of these only, which a preview of the act named. */
export type EventFilters = z.output<typeof replayBody> & { ids?: readonly string[]; seen?: readonly string[] };

const shared = {
  id: z.string(),
  eventId: z.string(),
  eventType: z.enum(eventTypes),
  source: z.string(),
  user: z.object({ id: z.string(), email: z.string() }),
  store: z.object({ id: z.string(), name: z.string() }),
  productId: z.string(),
  status: z.enum(eventStatuses),
  errorMessage: z.string().nullable(),
  attempts: z.number(),
  processingTimeMs: z.number().nullable(),
  sourceIp: z.string().nullable(),
  createdAt: isoTime,
  processedAt: isoTime.nullable(),
  nextAttemptAt: isoTime.nullable(),
};

/** Unknown until it is known: null while it waits. */
const succeeded = {
  received: null,
  processing: null,
  retrying: null,
  succeeded: true,
  superseded: true,
  stale: true,
  failed: false,
} as const;

const toWire = (event: z.output<z.ZodObject<typeof shared>>) => ({
  id: event.id,
  event_id: event.eventId,
  event_type: event.eventType,
  source: event.source,
  user: event.user,
  store: event.store,
  woo_product_id: /^\d{1,15}$/.test(event.productId) ? Number(event.productId) : event.productId,
  status: event.status,
  processed_successfully: succeeded[event.status],
  error_message: event.errorMessage,
  attempts: event.attempts,
  processing_time_ms: event.processingTimeMs,
  source_ip: event.sourceIp,
  created_at: event.createdAt,
  processed_at: event.processedAt,
  next_attempt_at: event.nextAttemptAt,
});

export const eventRow = z.object(shared).transform(toWire);
export type EventRow = z.input<typeof eventRow>;
export const eventList = listOf(eventRow);

export const timelineEntry = z.object({
  attempt: z.number(),
  started_at: z.string(),
  took_ms: z.number(),
  outcome: z.string(),
  error: z.string().optional(),
});

/** `payload` is spliced into the answer as the text it came as, see show-event's route: it may nest deeper than a serialiser likes. */
export const eventDetail = z
  .object({
    ...shared,
    requestId: z.string().nullable(),
    occurredAt: isoTime.nullable(),
    headers: z.record(z.string(), z.string()),
    timeline: z.array(timelineEntry),
  })
  .transform((event) => ({
    ...toWire(event),
    request_id: event.requestId,
    occurred_at: event.occurredAt,
    headers: event.headers,
    timeline: event.timeline,
  }));
export type EventDetail = z.input<typeof eventDetail> & { payload: string };

export const replayed = z
  .object({ message: z.string(), queued: z.number() })
  .transform(({ message, queued }) => ({ status: "accepted" as const, message, queued }));
