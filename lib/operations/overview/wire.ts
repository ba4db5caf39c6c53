import { z } from "zod";
import { isoTime } from "@/lib/core/wire";
import { languages } from "@/lib/i18n/language";
import { storeStates } from "./store-state";

/** fa: hours of Tehran and Jalali months; en: hours of UTC and Gregorian months. */
export const overviewQuery = z.object({ language: z.enum(languages).default("en") });

const searchable = z
  .object({ p50Ms: z.number().nullable(), p95Ms: z.number().nullable(), events: z.number(), pending: z.number() })
  .transform(({ p50Ms, p95Ms, ...counts }) => ({ p50_ms: p50Ms, p95_ms: p95Ms, ...counts }));

const store = z
  .object({
    id: z.string(),
    name: z.string(),
    state: z.enum(storeStates),
    lastEventAt: isoTime.nullable(),
    waiting: z.number(),
    oldestWaitingAt: isoTime.nullable(),
    secondsLeft: z.number().nullable(),
    products: z.number(),
    forAi: z.number(),
    hidden: z.number(),
    preparing: z.number(),
    failed: z.number(),
    drift: z.object({ missing: z.number(), different: z.number(), extra: z.number(), checkedAt: isoTime.nullable() }),
    searchable: searchable.nullable(),
  })
  .transform((row) => ({
    id: row.id,
    name: row.name,
    state: row.state,
    last_event_at: row.lastEventAt,
    waiting: row.waiting,
    oldest_waiting_at: row.oldestWaitingAt,
    seconds_left: row.secondsLeft,
    products: { known: row.products, for_ai: row.forAi, hidden: row.hidden, preparing: row.preparing, failed: row.failed },
    drift: {
      missing: row.drift.missing,
      different: row.drift.different,
      extra: row.drift.extra,
      checked_at: row.drift.checkedAt,
    },
    searchable: row.searchable,
  }));

const slow = z
  .object({ id: z.string(), name: z.string(), p95Ms: z.number().nullable(), waiting: z.number(), oldestWaitingAt: isoTime.nullable() })
  .transform(({ p95Ms, oldestWaitingAt, ...row }) => ({ ...row, p95_ms: p95Ms, oldest_waiting_at: oldestWaitingAt }));

export const overviewAnswer = z
  .object({
    version: z.string(),
    periods: z.object({ from: isoTime, today: isoTime, month: isoTime }),
    lastEventAt: isoTime.nullable(),
    stores: z.object({ count: z.number(), attention: z.number(), worst: z.array(store) }),
    products: z.object({ known: z.number(), forAi: z.number(), hidden: z.number(), preparing: z.number(), failed: z.number() }),
    queue: z.object({ waiting: z.number(), oldestAt: isoTime.nullable() }),
    hours: z.object({
      hours: z.array(z.object({ from: isoTime, received: z.number(), failed: z.number() })),
      received: z.number(),
      failed: z.number(),
      before: z.object({ received: z.number(), failed: z.number() }),
    }),
    searchable,
    spend: z.object({
      todayUsd: z.string(),
      monthUsd: z.string(),
      savedUsd: z.string(),
      textsPaid: z.number(),
      textsSaved: z.number(),
    }),
    slowest: z.array(slow),
  })
  .transform((overview) => ({
    /** Another text: something in it is different from before. */
    version: overview.version,
    last_event_at: overview.lastEventAt,
    stores: overview.stores,
    products: {
      known: overview.products.known,
      for_ai: overview.products.forAi,
      hidden: overview.products.hidden,
      preparing: overview.products.preparing,
      failed: overview.products.failed,
    },
    queue: { waiting: overview.queue.waiting, oldest_at: overview.queue.oldestAt },
    /** By hour of arrival, since `since`; `before` is the day before that. */
    events: {
      since: overview.periods.from,
      received: overview.hours.received,
      failed: overview.hours.failed,
      before: overview.hours.before,
      hours: overview.hours.hours,
    },
    searchable: overview.searchable,
    spend: {
      today_usd: overview.spend.todayUsd,
      month_usd: overview.spend.monthUsd,
      month_saved_usd: overview.spend.savedUsd,
      month_texts_embedded: overview.spend.textsPaid,
      month_texts_avoided: overview.spend.textsSaved,
      month_since: overview.periods.month.slice(0, 10),
    },
    slowest: overview.slowest,
  }));
