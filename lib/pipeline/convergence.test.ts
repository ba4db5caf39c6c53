import fc from "fast-check";
import { expect } from "vitest";
import type { DbClient } from "@/lib/core/db";
import { checkEvent } from "@/lib/integrations/woocommerce/parse-event";
import { toDraft } from "@/lib/integrations/woocommerce/to-draft";
import { buildChunks } from "@/lib/knowledge/text/chunk";
import { aHub, type Hub } from "@/lib/testing/a-hub";
import { dbTest } from "@/lib/testing/db-test";
import { playSchedule, type Played, type Sent } from "@/lib/testing/play-schedule";
import { schedule } from "@/lib/testing/schedule";
import { foldArrivals } from "@/lib/testing/version-model";

/** `npm test` plays some hundreds, `npm run test:convergence` ten thousand; a failure prints seed and path to play it again. */
const SCHEDULES = Number(process.env.CONVERGENCE_SCHEDULES || 300);
const LIMIT_MS = 60_000 + SCHEDULES * 2_000;

dbTest(
  "whatever comes late, twice or in disorder, and whoever dies, each product ends as its newest version and each text is paid for once",
  async ({ db }) => {
    const hub = await aHub(db);
    await fc.assert(
      fc.asyncProperty(schedule, async (given) => {
        const played = await playSchedule(db, hub, given);
        for (const storeId of played.storeIds) await checkStore(db, storeId, played);
        checkBill(hub, played);
      }),
      {
        numRuns: SCHEDULES,
        endOnFailure: Boolean(process.env.CONVERGENCE_NO_SHRINK),
        interruptAfterTimeLimit: LIMIT_MS,
        markInterruptAsFailure: true,
      },
    );
  },
  LIMIT_MS + 60_000,
);

async function checkStore(db: DbClient, storeId: string, { sent, isCalm }: Played): Promise<void> {
  const own = new Map(sent.filter((event) => event.storeId === storeId).map((event) => [event.eventId, event]));
  const rows = await db.event.findMany({ where: { storeId }, orderBy: { id: "asc" }, select: { eventId: true, status: true } });
  expect(new Set(rows.map(({ eventId }) => eventId)), "every accepted event is there, once").toEqual(new Set(own.keys()));
  expect(rows).toHaveLength(own.size);

  const statusOf = new Map(rows.map(({ eventId, status }) => [eventId, status]));
  const arrivals = rows.flatMap(({ eventId }) => own.get(eventId) ?? []);
  for (const id of new Set(arrivals.map(({ body }) => body.product.id))) {
    const events = arrivals.filter(({ body }) => body.product.id === id);
    const { newest, won } = foldArrivals(events);
    if (newest === null) throw new Error("a product without events");
    checkEnds(events, won, newest, statusOf, isCalm);
    await checkProduct(db, storeId, newest);
  }
}

function checkEnds(
  events: readonly Sent[],
  won: readonly boolean[],
  newest: Sent,
  statusOf: ReadonlyMap<string, string>,
  isCalm: boolean,
): void {
  const ends = events.map(({ eventId }) => statusOf.get(eventId) ?? "");
  for (const [index, end] of ends.entries()) {
    const allowed = isCalm ? (won[index] ? ["succeeded", "superseded"] : ["stale", "superseded"]) : ["succeeded", "superseded", "stale"];
    expect(allowed, `the end of event ${index} of ${ends.join()}`).toContain(end);
  }
  expect(ends[events.indexOf(newest)], `the end of the newest of ${ends.join()}`).toBe("succeeded");
}

async function checkProduct(db: DbClient, storeId: string, { body, isDeletion }: Sent): Promise<void> {
  const product = await db.product.findUnique({
    where: { storeId_externalId: { storeId, externalId: `woo_${body.product.id}` } },
    select: {
      id: true,
      isActive: true,
      isPublishable: true,
      title: true,
      description: true,
      price: true,
      status: true,
      chunks: { orderBy: { position: "asc" }, select: { text: true, textHash: true } },
    },
  });
  if (isDeletion) {
    // A product that was deleted before it was ever saved is no product.
    expect([product?.isActive ?? false, product?.isPublishable ?? false, product?.chunks ?? []]).toEqual([false, false, []]);
    return;
  }
  const checked = checkEvent(JSON.parse(JSON.stringify(body)));
  if (!checked.ok || checked.event.event_type === "product.deleted") throw new Error("this is no product");
  const draft = toDraft(checked.event.product);
  const isPublishable =
    !["draft", "private"].includes(String(body.product.status)) &&
    body.product.catalog_visibility !== "hidden" &&
    body.product.has_password !== true;
  expect(product).toMatchObject({
    isActive: true,
    isPublishable,
    title: draft.title,
    description: draft.description,
    status: draft.status,
  });
  expect(product?.price?.toFixed()).toBe(draft.price);
  expect(product?.chunks.map(({ text }) => text)).toEqual(isPublishable ? buildChunks(draft).map(({ text }) => text) : []);
  const hashes = product?.chunks.map(({ textHash }) => textHash) ?? [];
  expect(await db.embedding.count({ where: { textHash: { in: hashes } } }), "every chunk has its vector").toBe(hashes.length);
}

/** Crashes fall between steps, so exactly once is due, over both stores. */
function checkBill({ embedder }: Hub, { tag }: Played): void {
  const bills = [...embedder.paid].filter(([text]) => text.includes(tag));
  expect(bills.filter(([, times]) => times !== 1)).toEqual([]);
}
