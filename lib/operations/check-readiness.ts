import type { Database } from "@/lib/core/open-database";
import { isQueueMoving } from "@/lib/events/waiting-events";

type Check = { status: "ok" | "down"; detail?: string };
export type Readiness = { status: "ok" | "down"; checks: { database: Check; migrations: Check; queue: Check } };

/** A load balancer asks often and waits briefly. */
const TIMEOUT_MS = 3_000;
/** Events that waited this long say that nothing drains them. */
const STUCK_AFTER_MS = 15 * 60_000;

async function inTime<T>(work: Promise<T>): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, reject) => void (timer = setTimeout(() => reject(new Error("no answer in time")), TIMEOUT_MS)));
  return Promise.race([work, late]).finally(() => clearTimeout(timer));
}

async function check(work: () => Promise<string | null>, whenBroken: string): Promise<Check> {
  try {
    const problem = await inTime(work());
    return problem === null ? { status: "ok" } : { status: "down", detail: problem };
  } catch {
    return { status: "down", detail: whenBroken };
  }
}

export async function checkReadiness({ database }: { database: Pick<Database, "db" | "countPending"> }): Promise<Readiness> {
  const [reachable, migrations, queue] = await Promise.all([
    check(async () => (await database.db.$queryRaw`SELECT 1`, null), "The database does not answer."),
    check(async () => ((await database.countPending()) === 0 ? null : "Migrations are missing."), "Migrations could not be read."),
    check(
      async () => ((await isQueueMoving(database.db, STUCK_AFTER_MS)) ? null : "Events wait and nobody takes them."),
      "The queue could not be read.",
    ),
  ]);
  const checks = { database: reachable, migrations, queue };
  return { status: Object.values(checks).every(({ status }) => status === "ok") ? "ok" : "down", checks };
}
