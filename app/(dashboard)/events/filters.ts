import { z } from "zod";
import { DEFAULT_LIMIT } from "@/lib/core/wire";
import { eventStatuses, eventTypes } from "@/lib/events/incoming-event";
import type { EventFilters, EventListQuery } from "@/lib/events/wire";
import { toAsciiNumber } from "@/lib/i18n/format";

const HOUR_MS = 3_600_000;
const periodsMs = { hour: HOUR_MS, day: 24 * HOUR_MS, week: 7 * 24 * HOUR_MS, month: 30 * 24 * HOUR_MS } as const;
export const periods = ["hour", "day", "week", "month"] as const satisfies readonly (keyof typeof periodsMs)[];

/** A number typed on any keyboard; other text as it is. */
const typed = (text: string) => (/^\d+$/.test(toAsciiNumber(text)) ? toAsciiNumber(text) : text);

/** The page's address; a value that makes no sense is no filter. */
export const eventSearch = z.object({
  store: z.string().optional(),
  type: z.enum(eventTypes).optional().catch(undefined),
  status: z.enum(eventStatuses).optional().catch(undefined),
  product: z
    .string()
    .transform(toAsciiNumber)
    .pipe(z.string().regex(/^\d{1,20}$/))
    .optional()
    .catch(undefined),
  period: z.enum(periods).optional().catch(undefined),
  q: z.string().max(255).transform(typed).optional().catch(undefined),
  cursor: z.string().optional(),
});
export type EventSearch = z.output<typeof eventSearch>;

export const eventFiltersOf = (search: EventSearch, now: Date): EventFilters => ({
  userId: undefined,
  storeId: search.store,
  eventType: search.type,
  status: search.status,
  productId: search.product,
  since: search.period && new Date(now.getTime() - periodsMs[search.period]),
  until: undefined,
  q: search.q,
});

export const eventListQueryOf = (search: EventSearch, now: Date): EventListQuery => ({
  ...eventFiltersOf(search, now),
  limit: DEFAULT_LIMIT,
  cursor: search.cursor,
});

/** The same list as JSON, for the live leaf. */
export function eventsUrl({ storeId, eventType, status, productId, since, q, limit }: EventListQuery): string {
  const values = {
    store_id: storeId,
    event_type: eventType,
    status,
    woo_product_id: productId,
    since: since?.toISOString(),
    q,
    limit: String(limit),
  };
  const params = new URLSearchParams(Object.entries(values).filter((entry): entry is [string, string] => entry[1] !== undefined));
  return `/api/v1/integrations/woocommerce/events/?${params}`;
}
