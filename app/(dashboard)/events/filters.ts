import { z } from "zod";
import { DEFAULT_LIMIT } from "@/lib/core/wire";
import { eventStatuses, eventTypes } from "@/lib/events/incoming-event";
import type { EventFilters, EventListQuery } from "@/lib/events/wire";
import { joinList } from "@/lib/core/value-list";
import { asList } from "@/lib/core/wire";
import { toAsciiNumber } from "@/lib/i18n/format";
import { listParts, oneOrAll, several } from "../_data/several";

const HOUR_MS = 3_600_000;
const periodsMs = { hour: HOUR_MS, day: 24 * HOUR_MS, week: 7 * 24 * HOUR_MS, month: 30 * 24 * HOUR_MS } as const;
export const periods = ["hour", "day", "week", "month"] as const satisfies readonly (keyof typeof periodsMs)[];

/** A number typed on any keyboard; other text as it is. */
const typed = (text: string) => (/^\d+$/.test(toAsciiNumber(text)) ? toAsciiNumber(text) : text);

/** The page's address; a value that makes no sense is no filter. */
export const eventSearch = z.object({
  store: several(z.string().max(64)),
  type: several(z.enum(eventTypes)),
  status: several(z.enum(eventStatuses)),
  product: z
    .string()
    .transform(toAsciiNumber)
    .pipe(z.string().regex(/^\d{1,20}$/))
    .optional()
    .catch(undefined),
  period: z.enum(periods).optional().catch(undefined),
  q: z.string().max(255).transform(typed).optional().catch(undefined),
  sort: z.enum(["received", "-received"]).optional().catch(undefined),
  ...listParts,
});
export type EventSearch = z.output<typeof eventSearch>;

export const eventFiltersOf = (search: EventSearch, now: Date): EventFilters => ({
  userId: undefined,
  storeId: oneOrAll(search.store),
  eventType: oneOrAll(search.type),
  status: oneOrAll(search.status),
  productId: search.product,
  since: search.period && new Date(now.getTime() - periodsMs[search.period]),
  until: undefined,
  q: search.q,
});

export const eventListQueryOf = (search: EventSearch, now: Date): EventListQuery => ({
  ...eventFiltersOf(search, now),
  ordering: search.sort === "received" ? "created_at" : "-created_at",
  limit: DEFAULT_LIMIT,
  cursor: search.cursor,
});

/** The same list in the API's words. */
function wireOf({ storeId, eventType, status, productId, since, q, ordering }: EventListQuery): URLSearchParams {
  const several = (values: readonly string[]) => (values.length > 0 ? joinList(values) : undefined);
  const values = {
    store_id: several(asList(storeId)),
    event_type: several(asList(eventType)),
    status: several(asList(status)),
    woo_product_id: productId,
    since: since?.toISOString(),
    q,
    ordering: ordering === "created_at" ? ordering : undefined,
  };
  return new URLSearchParams(Object.entries(values).filter((entry): entry is [string, string] => entry[1] !== undefined));
}

const API = "/api/v1/integrations/woocommerce/events/";

/** The same list as JSON, for the live leaf. */
export function eventsUrl(query: EventListQuery): string {
  const params = wireOf(query);
  params.set("limit", String(query.limit));
  return `${API}?${params}`;
}

/** The same list, whole, as a file. */
export const eventsExport = (query: EventListQuery): string => `${API}export/?${wireOf(query)}`;
