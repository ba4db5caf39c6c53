import type { Db } from "@/lib/core/db";

/** Texts of a worker that died are another's after this. */
export const LEASE_SECONDS = 90;
/** Twice before the lease ends, should one renewal be lost. */
const RENEW_EVERY_MS = (LEASE_SECONDS * 1_000) / 3;
/** Half an hour of one round: who takes so long hangs, whatever its timer says. */
const MOST_RENEWALS = 60;

/**
 * Only what is still leased: a text that was postponed or has its vector is let go. What is locked now is being written, and is
 * passed over: a renewal that waits could wait in a circle with products that are being saved.
 */
async function renew(db: Db, modelId: number, textHashes: readonly string[]): Promise<void> {
  await db.$executeRaw`
    WITH held AS (
      SELECT model_id, text_hash FROM embedding_job
      WHERE model_id = ${modelId} AND text_hash = ANY(${textHashes}::text[]) AND lease_until IS NOT NULL FOR UPDATE SKIP LOCKED
    )
    UPDATE embedding_job j SET lease_until = now() + make_interval(secs => ${LEASE_SECONDS})
    FROM held WHERE j.model_id = held.model_id AND j.text_hash = held.text_hash`;
}

/**
 * A worker that lives keeps its texts, however long the service takes for their vectors: nobody pays for them a second time.
 * @returns ends it
 */
export function holdTexts(db: Db, modelId: number, textHashes: readonly string[], everyMs = RENEW_EVERY_MS): () => void {
  let renewals = 0;
  const timer = setInterval(() => {
    if (++renewals >= MOST_RENEWALS) clearInterval(timer);
    // Lost once, it is tried again; a database that is away ends the round by itself.
    renew(db, modelId, textHashes).catch(() => undefined);
  }, everyMs);
  timer.unref();
  return () => clearInterval(timer);
}
