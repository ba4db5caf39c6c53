import { z } from "zod";
import type { Deps } from "@/lib/core/deps";

/** Looked at, of a store: enough to know its pace, few enough to read for every store of a page. */
const EVENTS = 200;
/** Arrivals of the whole hub to look among, on either side: a bound that holds whatever the planner thinks of a store. */
const ARRIVALS = 20_000;
/** What was saved earlier than this says nothing of now. */
const LATELY_SECONDS = 120;

const row = z.object({ id: z.string(), per_second: z.number().nullable() });

type Paced = { id: string; waiting: number; firstWaiting: string | null; secondsLeft: number | null };

/**
 * The same stores, those that are catching up with the time it will take: at the pace of the last two minutes, by what
 * arrived just before and just after the first change that waits: that one may only be waiting for its retry. For the stores of a page, not for a thousand.
 */
export async function tellPace<S extends Paced>({ db }: Pick<Deps, "db">, stores: readonly S[]): Promise<S[]> {
  const behind = stores.flatMap(({ id, firstWaiting }) => (firstWaiting === null ? [] : [{ id, firstWaiting }]));
  if (behind.length === 0) return [...stores];
  const rows = z.array(row).parse(
    await db.$queryRaw<unknown[]>`
      SELECT s.id::text, (SELECT (count(*) / greatest(extract(epoch FROM now() - min(l.processed_at)), 1))::float8 FROM (
          (SELECT e.processed_at FROM event e WHERE e.store_id = s.id AND e.id < s.first AND e.id > s.first - ${ARRIVALS} ORDER BY e.id DESC LIMIT ${EVENTS})
          UNION ALL
          (SELECT e.processed_at FROM event e WHERE e.store_id = s.id AND e.id > s.first AND e.id < s.first + ${ARRIVALS} ORDER BY e.id LIMIT ${EVENTS})) l
        WHERE l.processed_at > now() - make_interval(secs => ${LATELY_SECONDS}) HAVING count(*) > 0) AS per_second
      FROM unnest(${behind.map(({ id }) => id)}::uuid[], ${behind.map(({ firstWaiting }) => firstWaiting)}::bigint[]) AS s (id, first)`,
  );
  const paceOf = new Map(rows.map(({ id, per_second: perSecond }) => [id, perSecond]));
  return stores.map((store) => {
    const perSecond = paceOf.get(store.id) ?? null;
    return perSecond === null ? store : { ...store, secondsLeft: Math.ceil(store.waiting / perSecond) };
  });
}
