import { randomUUID } from "node:crypto";
import type { Caller } from "@/lib/access/caller";
import type { DbClient } from "@/lib/core/db";
import { claimEvents, takeStore } from "@/lib/events/claim-events";
import { replayEvents } from "@/lib/events/replay-events";
import { hasDueEvents } from "@/lib/events/waiting-events";
import { embedWaiting } from "@/lib/knowledge/embed-waiting";
import { drainBatch } from "@/lib/pipeline/drain-batch";
import { drainStore } from "@/lib/pipeline/drain-store";
import type { WooBody } from "./a-delivery";
import type { Hub } from "./a-hub";
import { anOwnedStore } from "./an-owned-store";
import { intercept } from "./intercept-db";
import type { Action, Change, Fault, Schedule } from "./schedule";
import type { Arrival } from "./version-model";

/** One event as it was accepted. */
export type Sent = Arrival & { eventId: string; storeId: string; body: WooBody };

export type Played = {
  storeIds: string[];
  sent: Sent[];
  /** Nothing went wrong and nothing was repeated: how each event ended is then decided to the word. */
  isCalm: boolean;
  /** In every text of this schedule and in no other's. */
  tag: string;
};

const HOUR_MS = 3_600_000;
/** Rounds of "time passes, workers work" after which everything must have ended. */
const MAX_ROUNDS = 30;
/** An event is tried four times: with more faults than this it may end `failed`. */
const FAULTS_WITHOUT_FAILURE = 3;

const faults: Record<Fault["kind"], () => Error> = {
  killed: () => new Error("injected: killed"),
  busy: () => Object.assign(new Error("injected: busy"), { code: "40001" }),
  refused: () => Object.assign(new Error("injected: refused"), { code: "23514" }),
};
const isInjected = (error: unknown): boolean => error instanceof Error && error.message.startsWith("injected");
const operator: Caller = {
  kind: "cli",
  userId: randomUUID(),
  email: "a@example.test",
  role: "ADMIN",
  scopes: "*",
  sourceIp: null,
  requestId: null,
};

const everything = { userId: undefined, eventType: undefined, status: undefined, since: undefined, until: undefined, q: undefined };

/**
 * Plays a schedule through the real ingest and pipeline until everything has come to rest.
 *
 * What is decided: a product whose events all carry a time, or none does, ends the same whatever fails and whatever is
 * late. Where the two are mixed, "by arrival" needs the order of arrival, which the pipeline keeps through crashes,
 * leases and retries. It cannot once an event without a time has ended `failed` and comes back after others were
 * measured against a product that had not heard of it: there the hub promises no more than that nothing newer is
 * overwritten. So in a store with such products nothing is made to fail for good, and two workers never hold the same
 * store at the same time (a lease is lost only when its time is over).
 *
 * @throws Error a receipt was wrong, or it does not come to rest
 */
export async function playSchedule(db: DbClient, hub: Hub, { clocks, actions, pauses }: Schedule): Promise<Played> {
  const tag = randomUUID().slice(0, 8);
  const storeIds = [(await anOwnedStore(db)).id, (await anOwnedStore(db)).id];
  const sent: Sent[] = [];
  const faultsOf = new Map<string, number>();
  let isCalm = true;
  let turn = 0;
  let stalled: { release: () => void; ended: Promise<unknown> }[] = [];

  const storeOf = (index: number): string => storeIds[index] ?? "";
  const isMixed = (storeId: string): boolean => clocks[storeIds.indexOf(storeId)]?.includes("mixed") ?? false;
  /** Whether one more thing may go wrong in this store without an event failing for good where that is undecided. */
  function mayFail(storeId: string): boolean {
    const count = (faultsOf.get(storeId) ?? 0) + 1;
    if (isMixed(storeId) && count > FAULTS_WITHOUT_FAILURE) return false;
    faultsOf.set(storeId, count);
    isCalm = false;
    return true;
  }

  async function pause(): Promise<void> {
    for (let left = pauses[turn++ % pauses.length] ?? 0; left > 0; left--) await new Promise((resolve) => setImmediate(resolve));
  }

  /** The database as a worker sees it that pauses, and to which this may happen. */
  function lineOf(fault: Fault | null): DbClient {
    let words = 0;
    let isDead = false;
    const meet = () => {
      if (isDead) throw faults.killed();
      if (fault === null || words++ !== fault.at) return;
      isDead = fault.kind === "killed";
      throw faults[fault.kind]();
    };
    return intercept(db, { before: () => pause().then(meet), beforeCommit: meet });
  }

  function bodyOf(storeId: string, { product, type, field, hour, content, price, state, ...told }: Change): WooBody {
    const clock = clocks[storeIds.indexOf(storeId)]?.[product];
    const at = new Date(Date.now() + hour * HOUR_MS);
    at.setMinutes(0, 0, 0);
    const isTimed = clock === "timed" || (clock === "mixed" && told.isTimed);
    // Where both are given, `occurred_at` counts and the other one misleads.
    const misleading = new Date(at.getTime() - hour * 2 * HOUR_MS).toISOString();
    const details = type === "product.deleted" ? {} : productOf(tag, product, content, price, state);
    return {
      event_id: randomUUID(),
      event_type: type,
      ...(isTimed && field !== "date_modified" && { occurred_at: at.toISOString() }),
      product: {
        id: product + 1,
        ...details,
        ...(isTimed && field !== "occurred_at" && { date_modified: field === "both" ? misleading : at.toISOString() }),
      },
    };
  }

  async function deliver(storeId: string, body: WooBody): Promise<void> {
    const receipt = await hub.deliver(storeId, body);
    if (receipt !== "accepted") throw new Error(`a new event was ${receipt}`);
    const time = body.occurred_at ?? (body.product.date_modified as string | undefined);
    sent.push({
      storeId,
      eventId: body.event_id ?? "",
      body,
      isDeletion: body.event_type === "product.deleted",
      at: time === undefined ? null : Date.parse(time),
      arrivedAt: Date.now(),
    });
  }

  async function redeliver(event: Sent, times: number, isAltered: boolean): Promise<void> {
    const { status } = await db.event.findUniqueOrThrow({
      where: { storeId_eventId: { storeId: event.storeId, eventId: event.eventId } },
      select: { status: true },
    });
    const body =
      isAltered && !event.isDeletion ? { ...event.body, product: { ...event.body.product, name: `Altered ${tag}` } } : event.body;
    const receipts = await Promise.all(Array.from({ length: times }, () => hub.deliver(event.storeId, body)));
    const accepted = receipts.filter((receipt) => receipt === "accepted").length;
    if (accepted !== (status === "failed" ? 1 : 0))
      throw new Error(`${times} deliveries of an event that was ${status}: ${receipts.join()}`);
    if (accepted > 0) event.body = body;
  }

  async function work(workers: number, fault: Fault | null, job: (deps: Hub["deps"]) => Promise<unknown>): Promise<void> {
    const ends = await Promise.allSettled(
      Array.from({ length: workers }, (_, index) => job({ ...hub.deps, db: lineOf(index === 0 ? fault : null) })),
    );
    for (const end of ends) if (end.status === "rejected" && !isInjected(end.reason)) throw end.reason;
  }

  /** A worker stands still before its n-th word, as in a long pause of its process, and goes on as if nothing had been. */
  async function stall(storeId: string, at: number): Promise<void> {
    let words = 0;
    let release = () => {};
    const released = new Promise<void>((resolve) => (release = resolve));
    let reach = () => {};
    const reached = new Promise<void>((resolve) => (reach = resolve));
    const line = intercept(db, {
      before: async ({ inTransaction }) => {
        // A database with one connection would stand still with it.
        if (inTransaction || words++ !== at) return;
        reach();
        await released;
      },
    });
    const ended = drainStore({ ...hub.deps, db: line }, storeId);
    await Promise.race([reached, ended]);
    stalled.push({ release, ended });
  }

  async function resume(): Promise<void> {
    const all = stalled;
    stalled = [];
    for (const { release, ended } of all) {
      release();
      await ended;
    }
  }

  /** Every lease is over and every retry due. */
  async function letTimePass(): Promise<void> {
    await db.$executeRaw`UPDATE store_drain SET lease_until = now() - interval '1 second' WHERE store_id = ANY(${storeIds}::uuid[])`;
    await db.$executeRaw`UPDATE event SET lease_until = now() - interval '1 second' WHERE store_id = ANY(${storeIds}::uuid[]) AND status = 'processing'`;
    await db.$executeRaw`UPDATE event SET next_attempt_at = now() - interval '1 second' WHERE store_id = ANY(${storeIds}::uuid[]) AND status = 'retrying'`;
    await db.$executeRaw`UPDATE embedding_job SET lease_until = NULL, next_attempt_at = now() - interval '1 second' WHERE store_id = ANY(${storeIds}::uuid[])`;
  }

  async function act(action: Action): Promise<void> {
    switch (action.do) {
      case "deliver":
        await Promise.all(action.changes.map((change) => deliver(storeOf(action.store), bodyOf(storeOf(action.store), change))));
        return;
      case "redeliver": {
        const event = sent[action.which % Math.max(sent.length, 1)];
        if (event) await redeliver(event, action.times, action.isAltered);
        return;
      }
      case "drain": {
        const storeId = storeOf(action.store);
        const isAllowed = action.fault && !(action.fault.kind === "refused" && isMixed(storeId)) && mayFail(storeId);
        const others = action.isRushHour
          ? [work(1, null, (deps) => drainStore(deps, storeOf(1 - action.store))), work(2, null, (deps) => embedWaiting(deps))]
          : [];
        await Promise.all([work(action.workers, isAllowed ? action.fault : null, (deps) => drainStore(deps, storeId)), ...others]);
        return;
      }
      case "race":
        if (isMixed(storeOf(action.store))) return;
        isCalm = false;
        return work(action.workers, null, (deps) => drainBatch(deps, storeOf(action.store)));
      case "embed":
        // Killed between claiming and asking, or between the answer's commit and what follows: never with the bill unpaid in hand.
        return work(action.workers, action.fault?.kind === "killed" && action.fault.at < CLAIM_WORDS ? action.fault : null, (deps) =>
          embedWaiting(deps),
        );
      case "abandon":
        if (!mayFail(storeOf(action.store)) || !(await takeStore(db, storeOf(action.store), randomUUID()))) return;
        await claimEvents(db, storeOf(action.store), action.limit);
        return;
      case "stall":
        if (mayFail(storeOf(action.store))) await stall(storeOf(action.store), action.at);
        return;
      case "resume":
        return resume();
      case "expire":
        return letTimePass();
      case "replay":
        isCalm = false;
        await replayEvents({ db }, operator, {
          ...everything,
          storeId: storeOf(action.store),
          productId: action.product === null ? undefined : String(action.product + 1),
        });
        return;
      case "replay-one": {
        const event = sent[action.which % Math.max(sent.length, 1)];
        if (!event) return;
        isCalm = false;
        await replayEvents({ db }, operator, { ...everything, storeId: event.storeId, productId: undefined, q: event.eventId });
        return;
      }
    }
  }

  async function comeToRest(): Promise<void> {
    await resume();
    for (let round = 0; round < MAX_ROUNDS; round++) {
      await letTimePass();
      for (const storeId of storeIds) await hub.save(storeId);
      await hub.embedAll();
      for (const { eventId, storeId } of await db.event.findMany({
        where: { storeId: { in: storeIds }, status: "failed" },
        select: { eventId: true, storeId: true },
      })) {
        const event = sent.find((one) => one.eventId === eventId);
        if (event === undefined || isMixed(storeId)) throw new Error(`event ${eventId} failed where nothing may`);
        await redeliver(event, 2, false);
      }
      const isWaiting = await Promise.all(storeIds.map((storeId) => hasDueEvents(db, storeId)));
      const left = await db.event.count({ where: { storeId: { in: storeIds }, status: { in: ["received", "processing", "retrying"] } } });
      const texts = await db.embeddingJob.count({ where: { storeId: { in: storeIds } } });
      if (!isWaiting.includes(true) && left === 0 && texts === 0) return;
    }
    throw new Error("it does not come to rest");
  }

  for (const action of actions) await act(action);
  await comeToRest();
  return { storeIds, sent, isCalm, tag };
}

/** liveModels, the claim, the texts, the striking off: words to the database before the service is asked. */
const CLAIM_WORDS = 3;

const shown = {
  published: {},
  draft: { status: "draft" },
  private: { status: "private" },
  hidden: { catalog_visibility: "hidden" },
  password: { has_password: true },
};
const paragraph = (words: string) =>
  `<p>${`A paragraph about ${words} that stands alone because it is long enough for that. `.repeat(2)}</p>`;

/** Few contents, shared between products and stores, so that texts come back and are everybody's. */
function productOf(tag: string, product: number, content: number, price: number, state: keyof typeof shown): Record<string, unknown> {
  return {
    name: `Product ${content === 2 ? "any" : product} of ${tag}`,
    description: paragraph(`${tag} in version ${content}`) + paragraph(`${tag} in every version`),
    price: String(1_000 + price),
    ...shown[state],
  };
}
