import { Prisma } from "@/lib/core/db";

/** Entries kept of an event's timeline. */
const MAX_TIMELINE = 50;

/** The timeline of `event` and one entry more, its last ones: who writes it keeps it bounded. */
export const timelineWith = (entry: Prisma.Sql): Prisma.Sql =>
  Prisma.sql`jsonb_path_query_array(event.timeline || jsonb_build_array(${entry}), ${`$[last - ${MAX_TIMELINE - 1} to last]`}::jsonpath)`;
