import type { Caller } from "@/lib/access/caller";
import type { Deps } from "@/lib/core/deps";
import type { EventStatus } from "@/lib/events/incoming-event";
import { listEvents } from "@/lib/events/list-events";
import type { EventListQuery } from "@/lib/events/wire";

const nothing = {
  userId: undefined,
  storeId: undefined,
  eventType: undefined,
  status: undefined,
  productId: undefined,
  since: undefined,
  until: undefined,
  q: undefined,
  cursor: undefined,
};

export const eventQuery = (query: Partial<EventListQuery>): EventListQuery => ({ ...nothing, limit: 1, ...query });

/** What of the caller's events needs attention, and what is on its way. */
export async function eventCounts(deps: Pick<Deps, "db">, caller: Caller): Promise<{ failed: number; waiting: number }> {
  const count = async (status: EventStatus) => (await listEvents(deps, caller, eventQuery({ status }))).count.count;
  const [failed, ...waiting] = await Promise.all([count("failed"), count("received"), count("processing"), count("retrying")]);
  return { failed, waiting: waiting.reduce((sum, part) => sum + part, 0) };
}
