import { setTimeout as sleep } from "node:timers/promises";
import type { PullSource } from "@/lib/integrations/pull/source";
import { noteAnswer } from "@/lib/sync/connections/breaker";
import type { OpenConnection } from "@/lib/sync/connections/connection";
import type { FailedAsk } from "@/lib/sync/pull/pace";
import type { PullDeps } from "./pull-deps";

/** A slice's share of time; what is under way when it is over is still saved. */
export const SLICE_MS = 15_000;
/** After the first look that failed. */
export const FIRST_DELAY_MS = 15_000;

export const askShop = (deps: PullDeps, connection: OpenConnection): PullSource =>
  deps.openSource(connection, { drawSeq: () => drawSeq(deps), wait: (ms) => sleep(ms) });

/**
 * A shop that did not answer the last look is asked something small first, for a short time (open-source.ts): who is away
 * costs a worker ten seconds and no more. @throws what the shop's client throws
 */
export async function knock({ failures }: OpenConnection, source: PullSource): Promise<void> {
  if (failures > 0) await source.begin();
}

/** What the shop's client threw, whatever the shop's kind. */
export const isFailedAsk = (error: unknown): error is FailedAsk =>
  typeof error === "object" && error !== null && "isPassing" in error && "problem" in error;

/** Keeps what was learned of the shop's strength. */
export async function noteEffort(deps: PullDeps, connection: OpenConnection, source: PullSource): Promise<void> {
  const { taught, waitedMs } = source.effort();
  await noteAnswer(deps.db, connection, taught, deps.now());
  deps.log.info({ storeId: connection.storeId, waitedMs: Math.round(waitedMs), ...taught }, "pull slice");
}

/** An arrival sequence: what has a smaller one came before. */
export async function drawSeq({ db }: Pick<PullDeps, "db">): Promise<bigint> {
  const [row] = await db.$queryRaw<{ seq: bigint }[]>`SELECT nextval(pg_get_serial_sequence('event', 'id')) AS seq`;
  if (!row) throw new Error("no sequence");
  return row.seq;
}
