import { z } from "zod";
import type { Prisma } from "@/lib/core/db";
import type { Deps } from "@/lib/core/deps";
import { HOUR_MS, HOURS } from "./periods";

export type Hour = { from: Date; received: number; failed: number };
export type Hours = {
  /** 24, oldest first; an hour without events is there with zeros. */
  hours: Hour[];
  received: number;
  failed: number;
  /** Of the 24 hours before. */
  before: { received: number; failed: number };
};

const counted = z.object({ hour: z.number(), received: z.number(), failed: z.number() });

/** Events by the hour of their arrival, and what has become of them. Reads 48 hours of one index, and no event itself. */
export async function countHours({ db }: Pick<Deps, "db">, scope: Prisma.Sql, from: Date): Promise<Hours> {
  const since = new Date(from.getTime() - HOURS * HOUR_MS);
  const rows = z.array(counted).parse(
    await db.$queryRaw<unknown[]>`
      SELECT floor(extract(epoch FROM e.created_at - ${from}) / 3600)::int AS hour, count(*)::int AS received, count(*) FILTER (WHERE e.status = 'failed')::int AS failed
      FROM event e WHERE e.created_at >= ${since} AND ${scope} GROUP BY 1`,
  );
  const sum = (part: readonly z.output<typeof counted>[]) => ({
    received: part.reduce((total, { received }) => total + received, 0),
    failed: part.reduce((total, { failed }) => total + failed, 0),
  });
  const byHour = new Map(rows.map((row) => [row.hour, row]));
  const hours = Array.from({ length: HOURS }, (_, hour) => ({
    from: new Date(from.getTime() + hour * HOUR_MS),
    received: byHour.get(hour)?.received ?? 0,
    failed: byHour.get(hour)?.failed ?? 0,
  }));
  return { hours, ...sum(rows.filter(({ hour }) => hour >= 0)), before: sum(rows.filter(({ hour }) => hour < 0)) };
}
