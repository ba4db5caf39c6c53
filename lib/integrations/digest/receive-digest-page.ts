import { z } from "zod";
import type { Db } from "@/lib/core/db";
import { comparePage, type Judged, type Verdict } from "./compare-page";
import { deleteGone, shopIdOf, type DigestDeps, type Sender } from "./delete-gone";
import { hasBeenCompared, isAlarming, tellAlert, type AlertDeps } from "./drift-alert";
import { findGone } from "./find-gone";
import { isTooMuch, retireOlderRuns } from "./record-look";
import type { DigestAnswer, DigestPage } from "./wire";

const joinedRun = z.object({ id: z.string(), state: z.string(), started_at: z.date() });
type Run = { id: string; storeId: string; startedAt: Date; isRunning: boolean };

const figuresRow = z.object({
  state: z.string(),
  total: z.number(),
  verified: z.number(),
  missing: z.number(),
  different: z.number(),
  extra: z.number(),
  gone: z.array(z.string()),
  arrived: z.number(),
});

/**
 * One page of what a shop has. Page 1 begins a run; the page that makes it whole also finds what is gone from the shop:
 * a few such products are deleted here, many wait for a click. A page may come twice, also the last one.
 */
export async function receiveDigestPage(
  deps: DigestDeps & AlertDeps,
  storeId: string,
  page: DigestPage,
  sender: Sender,
): Promise<DigestAnswer> {
  const { run, judged, figures, isAlert } = await deps.db.$transaction(async (tx) => {
    // Pages of one store take turns; events, which only need the store to be there, do not wait for them.
    await tx.$queryRaw`SELECT 1 FROM store WHERE id = ${storeId}::uuid FOR NO KEY UPDATE`;
    const run = await joinRun(tx, storeId, page);
    const judged = await comparePage(tx, storeId, page.products, run.isRunning ? run.id : null);
    let isAlert = false;
    if (run.isRunning) {
      await tx.$executeRaw`UPDATE digest_run SET page_at = clock_timestamp() WHERE id = ${run.id}::uuid`;
      await keepPage(tx, run.id, page.page, judged);
      if ((await readFigures(tx, run.id)).arrived === page.pages) isAlert = await completeRun(tx, run, deps.env.DRIFT_ALERT_PERCENT);
    }
    return { run, judged, figures: await readFigures(tx, run.id), isAlert };
  });
  if (isAlert) tellAlert(deps, storeId, "plugin", figures);
  const send = new Set(judged.filter(({ verdict }) => verdict === "missing" || verdict === "different").map(({ productId }) => productId));
  // After the commit: should this process die here, the page comes again, or tomorrow's digest finds the same.
  if (figures.state === "completed") for (const id of await deleteGone(deps, run, figures.gone, sender)) send.add(id);
  const { state, gone, arrived: _, ...counts } = figures;
  return {
    ...counts,
    send: [...send].map(Number),
    gone: gone.map((externalId) => Number(shopIdOf(externalId))),
    isComplete: state !== "running",
    isWaiting: state === "waiting",
  };
}

/**
 * The run a page belongs to. The page after the last is the last one again: its answer was lost. What does not fit the
 * run under way begins anew, and so does what nobody went on with for an hour: the shop it described is no more.
 */
async function joinRun(tx: Db, storeId: string, { page, pages }: DigestPage): Promise<Run> {
  if (page > 1) {
    const rows = await tx.$queryRaw<unknown[]>`
      SELECT id::text, state, started_at FROM digest_run r WHERE store_id = ${storeId}::uuid AND pages = ${pages}
        AND page_at > now() - interval '1 hour' AND started_at > now() - interval '1 day' AND state IN ('running', 'completed', 'waiting')
        AND NOT EXISTS (SELECT 1 FROM digest_run n WHERE n.store_id = r.store_id AND (n.started_at, n.id) > (r.started_at, r.id))`;
    const [found] = z.array(joinedRun).parse(rows);
    if (found) return { id: found.id, storeId, startedAt: found.started_at, isRunning: found.state === "running" };
  }
  await tx.$executeRaw`DELETE FROM digest_run WHERE store_id = ${storeId}::uuid AND state = 'running'`;
  // The database's clock, as product_version has it, and read under the lock: a store's runs begin one after the other.
  const rows = await tx.$queryRaw<unknown[]>`
    INSERT INTO digest_run (store_id, pages, started_at) VALUES (${storeId}::uuid, ${pages}, clock_timestamp()) RETURNING id::text, state, started_at`;
  const made = joinedRun.parse(rows[0]);
  return { id: made.id, storeId, startedAt: made.started_at, isRunning: true };
}

async function keepPage(tx: Db, runId: string, page: number, judged: readonly Judged[]): Promise<void> {
  const count = (verdict: Verdict) => judged.filter((one) => one.verdict === verdict).length;
  const shown = { total: judged.length, verified: count("verified"), missing: count("missing"), different: count("different") };
  await tx.digestPage.upsert({
    where: { runId_page: { runId, page } },
    create: { runId, page, ...shown },
    update: shown,
    select: { page: true },
  });
}

/** Of a run under way what its pages have shown so far, of a complete one what was kept. */
async function readFigures(tx: Db, runId: string): Promise<z.output<typeof figuresRow>> {
  const rows = await tx.$queryRaw<unknown[]>`
    SELECT r.state, r.extra, r.gone, count(p.page)::int AS arrived,
      coalesce(sum(p.total), r.total)::int AS total, coalesce(sum(p.verified), r.verified)::int AS verified,
      coalesce(sum(p.missing), r.missing)::int AS missing, coalesce(sum(p.different), r.different)::int AS different
    FROM digest_run r LEFT JOIN digest_page p ON p.run_id = r.id WHERE r.id = ${runId}::uuid GROUP BY r.id`;
  return figuresRow.parse(rows[0]);
}

/** @returns whether it is an alarm to tell after the commit */
async function completeRun(tx: Db, { id, storeId }: Run, alertPercent: number): Promise<boolean> {
  const gone = await findGone(tx, id);
  const active = await tx.product.count({ where: { storeId, isActive: true, externalSource: "woocommerce" } });
  const { total, verified, missing, different } = await readFigures(tx, id);
  const found = { total, missing, different, extra: gone.length };
  const isAlert = isAlarming(found, active, alertPercent) && (await hasBeenCompared(tx, storeId, id));
  await tx.$executeRaw`
    UPDATE digest_run SET total = ${total}, verified = ${verified}, missing = ${missing}, different = ${different}, extra = ${gone.length},
      gone = ${gone}::text[], is_alert = ${isAlert}, state = ${isTooMuch({ gone: gone.length, active, named: total }) ? "waiting" : "completed"}, completed_at = clock_timestamp() WHERE id = ${id}::uuid`;
  await tx.$executeRaw`DELETE FROM digest_seen WHERE run_id = ${id}::uuid`;
  await tx.$executeRaw`DELETE FROM digest_page WHERE run_id = ${id}::uuid`;
  await retireOlderRuns(tx, storeId, id);
  return isAlert;
}
