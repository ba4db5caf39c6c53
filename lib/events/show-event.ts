import { z } from "zod";
import type { Deps } from "@/lib/core/deps";
import { AppError } from "@/lib/core/errors";
import { storesOfSql, type Caller } from "@/lib/access/caller";
import { eventColumns, eventColumnsRow, eventTables, toEventRow } from "./list-events";
import { eventNumber } from "./event-number";
import { timelineEntry, type EventDetail } from "./wire";

const detailRow = eventColumnsRow.extend({
  payload: z.string(),
  headers: z.record(z.string(), z.string()),
  timeline: z.array(timelineEntry),
  request_id: z.string().nullable(),
  occurred_at: z.date().nullable(),
});

/** @throws AppError event_not_found: no such event, or not of one of the caller's stores. */
export async function showEvent({ db }: Pick<Deps, "db">, caller: Caller, id: string): Promise<EventDetail> {
  const number = eventNumber(id);
  const rows =
    number === null
      ? []
      : await db.$queryRaw<unknown[]>`
    SELECT ${eventColumns}, e.payload, e.headers, e.timeline, e.request_id, e.occurred_at FROM ${eventTables}
    WHERE e.id = ${number} AND ${storesOfSql(caller)}`;
  const [row] = z.array(detailRow).parse(rows);
  if (!row) throw new AppError("event_not_found");
  return {
    ...toEventRow(row),
    payload: row.payload,
    headers: row.headers,
    timeline: row.timeline,
    requestId: row.request_id,
    occurredAt: row.occurred_at,
  };
}
