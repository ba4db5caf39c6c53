import { z } from "zod";
import type { Db, DbClient } from "@/lib/core/db";
import type { Deps } from "@/lib/core/deps";
import { isEmbedderError, type Embedder, type EmbedderError } from "./embed/embedder";
import type { Embedders } from "./embedders";
import { holdTexts, LEASE_SECONDS } from "./hold-texts";
import { bookLedger } from "./ledger";
import { vectorText } from "./vector-text";
import { activateWhenFilled, liveModels, type StoredModel } from "./models";

type EmbedDeps = Pick<Deps, "db" | "log" | "now"> & {
  embedders: Embedders;
  metrics?: {
    embeddedTokens: { inc(labels: { model: string }, by: number): void };
    embeddingErrors: { inc(labels: { model: string }): void };
  };
};

const FIRST_DELAY_MS = 30_000;
const MAX_DELAY_MS = 3_600_000;

type Job = { textHash: string; storeId: string; attempts: number; text: string; tokens: number };

const claimedRow = z.object({ text_hash: z.string(), store_id: z.string(), attempts: z.number() });

/**
 * Takes waiting texts. Those that got a vector meanwhile, or that no product has any more, are struck off unpaid.
 * The model's row of a text is the lock: two workers never pay for the same text. It is held from the look for a
 * product that has the text to the striking off: a product being saved with it waits, and then queues it anew.
 */
async function claimTexts(db: DbClient, model: StoredModel, storeId: string | null, limit: number): Promise<Job[]> {
  return db.$transaction((tx) => claimLocked(tx, model, storeId, limit));
}

async function claimLocked(db: Db, model: StoredModel, storeId: string | null, limit: number): Promise<Job[]> {
  const claimed = z.array(claimedRow).parse(
    await db.$queryRaw<unknown[]>`
      WITH due AS (
        SELECT model_id, text_hash FROM embedding_job
        WHERE model_id = ${model.id} AND next_attempt_at <= now() AND (lease_until IS NULL OR lease_until < now()) AND (${storeId}::uuid IS NULL OR store_id = ${storeId}::uuid)
        ORDER BY created_at LIMIT ${limit} FOR UPDATE SKIP LOCKED
      )
      UPDATE embedding_job j SET lease_until = now() + make_interval(secs => ${LEASE_SECONDS}), attempts = j.attempts + 1
      FROM due WHERE j.model_id = due.model_id AND j.text_hash = due.text_hash
      RETURNING j.text_hash, j.store_id::text, j.attempts`,
  );
  if (claimed.length === 0) return [];
  const hashes = claimed.map((row) => row.text_hash);
  const texts = await db.$queryRaw<{ text_hash: string; text: string; tokens: number }[]>`
    SELECT DISTINCT ON (c.text_hash) c.text_hash, c.text, c.tokens FROM knowledge_chunk c
    WHERE c.text_hash = ANY(${hashes}::text[]) AND NOT EXISTS (SELECT 1 FROM embedding v WHERE v.model_id = ${model.id} AND v.text_hash = c.text_hash)`;
  const textOf = new Map(texts.map((row) => [row.text_hash, row]));
  const needless = hashes.filter((hash) => !textOf.has(hash));
  if (needless.length > 0)
    await db.$executeRaw`DELETE FROM embedding_job WHERE model_id = ${model.id} AND text_hash = ANY(${needless}::text[])`;
  return claimed.flatMap((row) => {
    const found = textOf.get(row.text_hash);
    return found === undefined
      ? []
      : [{ textHash: row.text_hash, storeId: row.store_id, attempts: row.attempts, text: found.text, tokens: found.tokens }];
  });
}

/** Vectors, the end of their jobs and the bill, in one transaction. */
async function storeVectors(
  { db, now }: Pick<Deps, "db" | "now">,
  model: StoredModel,
  embedder: Embedder,
  jobs: readonly Job[],
  answer: { vectors: Float32Array[]; tokens: number },
): Promise<void> {
  const rows = jobs.map((job, index) => ({
    hash: job.textHash,
    vector: vectorText(answer.vectors[index] ?? new Float32Array()),
    tokens: job.tokens,
  }));
  const counted = Math.max(
    1,
    jobs.reduce((sum, job) => sum + job.tokens, 0),
  );
  // The embedded embedder bills nothing; what it saves somebody from buying is counted all the same.
  const billed = answer.tokens || counted;
  const byStore = new Map<string, { texts: number; tokens: number }>();
  for (const job of jobs) {
    const sum = byStore.get(job.storeId) ?? { texts: 0, tokens: 0 };
    byStore.set(job.storeId, { texts: sum.texts + 1, tokens: sum.tokens + job.tokens });
  }
  await db.$transaction(async (tx) => {
    // In the order in which products that are being saved take them (save-knowledge.ts): no deadlock, nothing paid for in vain.
    await tx.$queryRaw`SELECT 1 AS locked FROM embedding_job WHERE model_id = ${model.id} AND text_hash = ANY(${rows.map((row) => row.hash)}::text[]) ORDER BY text_hash FOR UPDATE`;
    await tx.$executeRaw`
      INSERT INTO embedding (model_id, text_hash, embedding, tokens)
      SELECT ${model.id}, u.hash, u.vector::vector, u.tokens FROM unnest(${rows.map((row) => row.hash)}::text[], ${rows.map((row) => row.vector)}::text[], ${rows.map((row) => row.tokens)}::int[]) AS u (hash, vector, tokens)
      ON CONFLICT DO NOTHING`;
    await tx.$executeRaw`DELETE FROM embedding_job WHERE model_id = ${model.id} AND text_hash = ANY(${rows.map((row) => row.hash)}::text[])`;
    await bookLedger(
      tx,
      [...byStore].map(([storeId, own], index) => ({
        storeId,
        purpose: "embedding" as const,
        model: model.name,
        usdPerMillionTokens: embedder.usdPerMillionTokens,
        calls: index === 0 ? 1 : 0,
        textsPaid: own.texts,
        tokensPaid: Math.round((billed * own.tokens) / counted),
      })),
      now(),
    );
  });
}

/** Leaves the texts waiting, later each time; they are never given up: an account topped up tomorrow still gets them. */
async function postpone({ db }: Pick<Deps, "db">, model: StoredModel, jobs: readonly Job[], error: EmbedderError): Promise<void> {
  const attempts = Math.max(...jobs.map((job) => job.attempts));
  const delayMs = error.canPass
    ? Math.max(Math.min(FIRST_DELAY_MS * 2 ** (attempts - 1), MAX_DELAY_MS) * (0.8 + 0.4 * Math.random()), error.retryAfterMs ?? 0)
    : MAX_DELAY_MS;
  await db.$executeRaw`
    UPDATE embedding_job SET lease_until = NULL, next_attempt_at = now() + make_interval(secs => ${delayMs / 1000}), error = ${error.message.slice(0, 500)}
    WHERE model_id = ${model.id} AND text_hash = ANY(${jobs.map((job) => job.textHash)}::text[])`;
}

async function embedJobs(deps: EmbedDeps, model: StoredModel, embedder: Embedder, jobs: readonly Job[]): Promise<number> {
  try {
    const answer = await embedder.embed(
      jobs.map((job) => job.text),
      { purpose: "index" },
    );
    await storeVectors(deps, model, embedder, jobs, answer);
    deps.metrics?.embeddedTokens.inc({ model: model.name }, answer.tokens);
    return jobs.length;
  } catch (error) {
    if (!isEmbedderError(error)) throw error;
    deps.metrics?.embeddingErrors.inc({ model: model.name });
    deps.log.warn({ model: model.name, texts: jobs.length, canPass: error.canPass, reason: error.message }, "texts not embedded");
    if (!error.mayBeOneText || jobs.length === 1) {
      await postpone(deps, model, jobs, error);
      return 0;
    }
    // One text the service refuses must not keep the others from their vectors.
    const middle = Math.ceil(jobs.length / 2);
    return (await embedJobs(deps, model, embedder, jobs.slice(0, middle))) + (await embedJobs(deps, model, embedder, jobs.slice(middle)));
  }
}

/** Cuts to what one call takes: a call that were split further down could fail half paid. */
function callsOf(jobs: readonly Job[], { maxBatchTexts, maxBatchTokens }: Embedder): Job[][] {
  const calls: Job[][] = [];
  let room = 0;
  for (const job of jobs) {
    const current = calls.at(-1);
    if (current && current.length < maxBatchTexts && job.tokens <= room) {
      current.push(job);
      room -= job.tokens;
    } else {
      calls.push([job]);
      room = maxBatchTokens - job.tokens;
    }
  }
  return calls;
}

/**
 * Embeds one round of waiting texts for each live model; of one store when given. May run twice and in parallel.
 * @returns how many texts got a vector: 0 means nothing is due.
 */
export async function embedWaiting(deps: EmbedDeps, storeId: string | null = null): Promise<number> {
  let embedded = 0;
  for (const model of await liveModels(deps.db)) {
    const embedder = deps.embedders.forModel(model);
    if (!embedder) continue;
    const jobs = await claimTexts(deps.db, model, storeId, ROUND_TEXTS);
    const calls = callsOf(jobs, embedder);
    const textHashes = jobs.map(({ textHash }) => textHash);
    const letGo = holdTexts(deps.db, model.id, textHashes);
    try {
      for (let at = 0; at < calls.length; at += PARALLEL_CALLS) {
        const counts = await Promise.all(calls.slice(at, at + PARALLEL_CALLS).map((call) => embedJobs(deps, model, embedder, call)));
        embedded += counts.reduce((sum, count) => sum + count, 0);
      }
    } finally {
      letGo();
    }
    if (model.state === "building" && jobs.length < ROUND_TEXTS) await activateWhenFilled(deps.db);
  }
  return embedded;
}

/** Texts of one round: a few calls, then the step is recorded. */
const ROUND_TEXTS = 1_024;
/** The service's time is waited for side by side. */
const PARALLEL_CALLS = 4;
