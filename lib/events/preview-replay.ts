import { z } from "zod";
import { Prisma } from "@/lib/core/db";
import type { Deps } from "@/lib/core/deps";
import type { Caller } from "@/lib/access/caller";
import { eventFilter } from "./event-filter";
import { eventStatuses, eventTypes, type EventType } from "./incoming-event";
import { MAX_REPLAYED } from "./replay-events";
import type { EventFilters } from "./wire";

export type ReplayPreview = {
  /** What would run again now, up to `MAX_REPLAYED`; `isCut`: there are more. */
  count: number;
  isCut: boolean;
  /** Waits already and keeps its turn. */
  waiting: number;
  stores: { name: string; count: number }[];
  types: { type: EventType; count: number }[];
  /** What `count` counts: the oldest. */
  ids: string[];
};

const group = z.object({ store_name: z.string(), event_type: z.enum(eventTypes), status: z.enum(eventStatuses), ids: z.array(z.string()) });
/** More shops than this are said as a number. */
const MAX_STORES = 20;
const waitingStatuses: readonly string[] = ["received", "processing"];

function sumBy<K extends string>(groups: readonly z.output<typeof group>[], keyOf: (one: z.output<typeof group>) => K): [K, number][] {
  const sums = new Map<K, number>();
  for (const one of groups) sums.set(keyOf(one), (sums.get(keyOf(one)) ?? 0) + one.ids.length);
  return [...sums].sort(([aKey, a], [bKey, b]) => b - a || (aKey < bKey ? -1 : 1));
}

/** What replaying these would do, without doing it. Looks at no more than a replay itself would take. */
export async function previewReplay({ db }: Pick<Deps, "db">, caller: Caller, filters: EventFilters): Promise<ReplayPreview> {
  const filter = eventFilter(caller, filters);
  const look = (status: Prisma.Sql) => Prisma.sql`
    (SELECT e.id, s.id AS store_id, s.name AS store_name, e.event_type, e.status FROM event e JOIN store s ON s.id = e.store_id
     WHERE ${filter ?? Prisma.sql`FALSE`} AND e.status IN (${status}) ORDER BY e.id LIMIT ${MAX_REPLAYED + 1})`;
  const rows = await db.$queryRaw<unknown[]>`
    SELECT store_name, event_type, status, array_agg(id::text) AS ids
    FROM (${look(Prisma.sql`'succeeded', 'superseded', 'stale', 'failed', 'retrying'`)} UNION ALL ${look(Prisma.sql`'received', 'processing'`)}) found
    GROUP BY store_id, store_name, event_type, status`;
  const groups = z.array(group).parse(rows);
  const ended = groups.filter(({ status }) => !waitingStatuses.includes(status));
  const sum = (of: typeof groups) => of.reduce((total, { ids }) => total + ids.length, 0);
  const found = sum(ended);
  return {
    count: Math.min(found, MAX_REPLAYED),
    isCut: found > MAX_REPLAYED,
    waiting: sum(groups) - found,
    stores: sumBy(ended, ({ store_name }) => store_name)
      .slice(0, MAX_STORES)
      .map(([name, count]) => ({ name, count })),
    types: sumBy(ended, ({ event_type }) => event_type).map(([type, count]) => ({ type, count })),
    ids: ended
      .flatMap(({ ids }) => ids)
      .sort((a, b) => Number(a) - Number(b))
      .slice(0, MAX_REPLAYED),
  };
}
