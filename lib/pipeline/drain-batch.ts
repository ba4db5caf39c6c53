import { AppError } from "@/lib/core/errors";
import type { PreparedChange } from "@/lib/catalog/apply-changes";
import { externalIdOf } from "@/lib/catalog/draft";
import { readFloors } from "@/lib/catalog/read-floors";
import { claimEvents, type ClaimedEvent } from "@/lib/events/claim-events";
import { isNotice } from "@/lib/events/incoming-event";
import { currencyOf } from "@/lib/sync/connections/currency-of";
import { isPassingDatabaseError } from "@/lib/events/insert-events";
import { markProducts } from "@/lib/sync/marks/marks";
import { MAX_RETRIES, nextAttempt } from "@/lib/events/retry";
import { settleEvents, type Settlement } from "@/lib/events/settle-events";
import { tombstoneTimes } from "@/lib/events/tombstone-times";
import { shopifyExternalId } from "@/lib/integrations/shopify/gid";
import { wooExternalId } from "@/lib/integrations/woocommerce/to-draft";
import { causeOfEvent } from "./cause-of";
import type { PipelineDeps } from "./pipeline-deps";
import { planChanges, type ProductPlan } from "./plan-changes";
import { readChange } from "./read-change";
import { readNotice, settleNotices } from "./settle-notices";
import { saveChanges } from "./save-changes";
import { turns } from "./turns";

/** Events of one batch: hundreds to one statement, and short enough a transaction that ingest is not kept waiting. */
const BATCH_EVENTS = 250;

/** A barrier and the newest after it (plan-changes.ts). */
const MAX_ROUNDS = 2;

type BatchContext = {
  storeId: string;
  startedAt: Date;
  events: readonly ClaimedEvent[];
  /** Of deletions without a time, the moment each stands for. */
  tombstones: ReadonlyMap<bigint, Date>;
  /** Of the shop, where an event does not bring it. */
  currency: string | null;
  /** Products whose event is to be tried again, with why. */
  postponed: Map<string, unknown>;
  /** How events of this batch ended. */
  ended: Map<bigint, Settlement>;
};
type Ready = { event: ClaimedEvent; change: PreparedChange };
type Outcome = { status: "succeeded" | "stale" } | { error: unknown };

/**
 * One round of a store's waiting events: claimed, read, applied, settled. Products, their knowledge and the events' ends
 * are one transaction: a crash anywhere leaves the events waiting and nothing half done. One bad event fails alone.
 * @returns how many events were taken; 0: nothing waits.
 */
export async function drainBatch(deps: PipelineDeps, storeId: string): Promise<number> {
  const startedAt = deps.now();
  const claimed = await claimEvents(deps.db, storeId, BATCH_EVENTS);
  if (claimed.length === 0) return 0;
  const notices = claimed.filter(isNotice);
  if (notices.length > 0) await passOn(deps, storeId, notices, startedAt);
  const events = claimed.filter((event) => !isNotice(event));
  if (events.length === 0) return claimed.length;
  const floors = await readFloors(deps.db, storeId, [...new Set(events.map(productOf))]);
  // Beaten by what was applied before this batch, however new its date looks: it must not beat its siblings in the plan.
  const isBeaten = (event: ClaimedEvent): boolean => event.id < (floors.get(productOf(event)) ?? 0n);
  const plans = planChanges(events.filter((event) => !hasKilledWorkers(event) && !isBeaten(event)));
  const outcomes = new Map<bigint, Outcome>();
  for (const event of events)
    if (isBeaten(event)) outcomes.set(event.id, { status: "stale" });
    else if (hasKilledWorkers(event))
      outcomes.set(event.id, { error: new AppError("internal", { cause: new Error("the worker died each time it tried this event") }) });

  const context: BatchContext = {
    storeId,
    startedAt,
    events,
    tombstones: await tombstoneTimes(deps.db, storeId, events),
    currency: events.some((event) => event.source === "woocommerce_webhook") ? await currencyOf(deps.db, storeId) : null,
    postponed: new Map(),
    ended: new Map(),
  };
  await settleAll(
    deps,
    context,
    [...outcomes].flatMap(([id, outcome]) =>
      events.filter((event) => event.id === id).map((event) => settle(deps, event, outcome, startedAt)),
    ),
  );
  for (let round = 0; round < MAX_ROUNDS; round++) {
    const planned = [...plans.values()].flatMap((plan: ProductPlan) => plan.rounds[round] ?? []);
    // A product whose barrier must be tried again keeps what came after it waiting too: its order is its meaning.
    const blocked = planned.filter((event) => context.postponed.has(event.productId));
    await settleAll(
      deps,
      context,
      blocked.map((event) => settle(deps, event, { error: context.postponed.get(event.productId) }, startedAt)),
    );
    await applyRound(
      deps,
      context,
      planned.filter((event) => !context.postponed.has(event.productId)),
    );
  }
  await settleAll(
    deps,
    context,
    [...plans.values()].flatMap((plan) => settleBeaten(deps, context, plan)),
  );
  return claimed.length;
}

const productOf = ({ source, productId }: ClaimedEvent): string =>
  source === "shopify" ? shopifyExternalId(productId) : wooExternalId(productId);

/** Notices are not changes: what they name is to be fetched. */
async function passOn(deps: PipelineDeps, storeId: string, notices: readonly ClaimedEvent[], startedAt: Date): Promise<void> {
  const ends = notices.map((event) =>
    settle(
      deps,
      event,
      readNotice(event) === "junk"
        ? { error: new AppError("body_invalid", { fields: { body: "is no product of the shop" } }) }
        : { status: "succeeded" },
      startedAt,
    ),
  );
  await settleNotices(deps.db, storeId, notices, ends);
  deps.nudgeSync?.([storeId]);
}

/**
 * The events a newer one beat, once it is known how that one ended: only what was applied supersedes. Did it fail for
 * good, the next newest gets its turn; is it to be tried again, they wait with it. What arrived before the barrier was
 * beaten by the barrier, the rest by the newest after it.
 */
function settleBeaten(deps: PipelineDeps, { startedAt, ended }: BatchContext, { rounds, superseded }: ProductPlan): Settlement[] {
  return superseded.map((event) => {
    const winner = rounds.find((round) => round.occurredAt === null && event.id < round.id) ?? rounds.at(-1);
    const end = winner && ended.get(winner.id);
    const settlement = settle(deps, event, "superseded", startedAt);
    if (end?.status === "retrying") return { ...settlement, status: "retrying", error: end.error, nextAttemptAt: end.nextAttemptAt };
    return end?.status === "failed" ? { ...settlement, status: "retrying", error: null, nextAttemptAt: deps.now() } : settlement;
  });
}

/** Taken and never ended, time after time: whoever tries it dies. */
const hasKilledWorkers = (event: ClaimedEvent): boolean => event.attempts - event.attemptsAtQueue > MAX_RETRIES + 1;

async function applyRound(deps: PipelineDeps, context: BatchContext, planned: readonly ClaimedEvent[]): Promise<void> {
  const ready: Ready[] = [];
  const unreadable: Settlement[] = [];
  const pause = turns();
  for (const event of planned) {
    try {
      const change = readChange(event, context.tombstones.get(event.id), context.currency);
      ready.push({ event, change: { ...change, cause: causeOfEvent(event) } });
    } catch (error) {
      unreadable.push(settle(deps, event, { error }, context.startedAt));
    }
    await pause();
  }
  await settleAll(deps, context, unreadable);
  await applyOrSplit(deps, context, ready);
}

/** All in one transaction; when the database refuses something in it, in halves until the one at fault stands alone. */
async function applyOrSplit(deps: PipelineDeps, context: BatchContext, ready: readonly Ready[]): Promise<void> {
  if (ready.length === 0) return;
  const { storeId, startedAt } = context;
  try {
    const changes = ready.map(({ change }) => change);
    const settlements = await saveChanges(deps, storeId, changes, async (tx, applied) => {
      const ends = ready.map(({ event, change }) =>
        settle(deps, event, { status: applied.get(externalIdOf(change))?.outcome === "stale" ? "stale" : "succeeded" }, startedAt),
      );
      await settleEvents(tx, ends);
      await markProducts(tx, storeId, refusedWebhooks(ready, ends));
      return ends;
    });
    if (refusedWebhooks(ready, settlements).length > 0) deps.nudgeSync?.([storeId]);
    observe(deps, context, settlements);
  } catch (error) {
    if (isPassingDatabaseError(error) || ready.length === 1) {
      const ends = ready.map(({ event }) => settle(deps, event, { error }, startedAt));
      for (const [index, { status }] of ends.entries())
        if (status === "retrying") context.postponed.set(ready[index]?.event.productId ?? "", error);
      await settleAll(deps, context, ends);
      return;
    }
    deps.log.warn({ err: error, events: ready.length }, "batch refused, trying its halves");
    const middle = Math.ceil(ready.length / 2);
    await applyOrSplit(deps, context, ready.slice(0, middle));
    await applyOrSplit(deps, context, ready.slice(middle));
  }
}

/** The shop's own word lost to what we have, by the dates: its clock is behind, or words came in disorder. The shop itself is asked. */
const refusedWebhooks = (ready: readonly Ready[], ends: readonly Settlement[]): string[] =>
  ready.flatMap(({ event, change }, index) =>
    event.source === "woocommerce_webhook" && ends[index]?.status === "stale" ? [externalIdOf(change)] : [],
  );

function settle(deps: PipelineDeps, event: ClaimedEvent, outcome: Outcome | "superseded", startedAt: Date): Settlement {
  const base = {
    id: event.id,
    attempt: event.attempts,
    startedAt,
    tookMs: Math.max(0, deps.now().getTime() - startedAt.getTime()),
    error: null,
    nextAttemptAt: null,
  };
  if (outcome === "superseded") return { ...base, status: "superseded" };
  if ("status" in outcome) return { ...base, status: outcome.status };
  const retryAt = isPassingDatabaseError(outcome.error)
    ? nextAttempt(event.attempts - event.attemptsAtQueue, deps.now(), deps.random ?? Math.random)
    : null;
  return { ...base, status: retryAt ? "retrying" : "failed", error: sentenceOf(outcome.error), nextAttemptAt: retryAt };
}

/** For the event's page: what was wrong, without SQL and stack. */
function sentenceOf(error: unknown): string {
  if (error instanceof AppError) {
    const fields = Object.entries(error.fields ?? {}).map(([path, problem]) => `${path} ${problem}`);
    return fields.length > 0 ? fields.join("; ") : error.cause instanceof Error ? error.cause.message : error.message;
  }
  return isPassingDatabaseError(error)
    ? "The database could not be reached or was busy."
    : "This product could not be saved. The log of the server has the cause.";
}

async function settleAll(deps: PipelineDeps, context: BatchContext, settlements: readonly Settlement[]): Promise<void> {
  await settleEvents(deps.db, settlements);
  observe(deps, context, settlements);
}

function observe(deps: PipelineDeps, { events, ended }: BatchContext, settlements: readonly Settlement[]): void {
  for (const settlement of settlements) ended.set(settlement.id, settlement);
  if (!deps.metrics || settlements.length === 0) return;
  const byId = new Map(events.map((event) => [event.id, event]));
  for (const { id, status } of settlements) {
    const event = byId.get(id);
    if (!event) continue;
    deps.metrics.events.inc({ event_type: event.eventType, status });
    deps.metrics.processing.observe({ status }, Math.max(0, deps.now().getTime() - event.createdAt.getTime()) / 1000);
  }
}
