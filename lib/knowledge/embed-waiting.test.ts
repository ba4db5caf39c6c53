import { expect } from "vitest";
import type { DbClient } from "@/lib/core/db";
import { aHub } from "@/lib/testing/a-hub";
import { anOwnedStore } from "@/lib/testing/an-owned-store";
import { countingEmbedder } from "@/lib/testing/counting-embedder";
import { dbTest } from "@/lib/testing/db-test";
import { intercept } from "@/lib/testing/intercept-db";
import { EmbedderError } from "./embed/embedder";
import { embedWaiting } from "./embed-waiting";
import { holdTexts } from "./hold-texts";
import { queueMissing } from "./models";

const paragraph = (word: string) => `<p>${`This paragraph speaks of ${word} and of nothing else, at some length. `.repeat(2)}</p>`;
const shoe = (id: number, ...words: string[]) => ({ id, name: `Shoe ${id}`, description: words.map(paragraph).join("") });

/** A hub with a store whose product 1 waits for the vectors of its card and of these paragraphs. */
async function waitingTexts(db: DbClient, words: string[], embedder = countingEmbedder()) {
  const hub = await aHub(db, { embedder });
  const { id: storeId } = await anOwnedStore(db);
  const service = { refuse: embedder.refuse };
  embedder.refuse = () => {
    throw new EmbedderError("not yet", { canPass: true });
  };
  await hub.deliver(storeId, { product: shoe(1, ...words) });
  await hub.process(storeId);
  embedder.refuse = service.refuse;
  await makeDue(db);
  return { ...hub, storeId };
}

/** The time of every postponed text has come, and every lease is over. */
const makeDue = (db: DbClient) =>
  db.$executeRaw`UPDATE embedding_job SET next_attempt_at = now() - interval '1 second', lease_until = NULL`;
const jobs = (db: DbClient) => db.embeddingJob.findMany({ select: { attempts: true, error: true, leaseUntil: true, nextAttemptAt: true } });
const secondsUntil = (at: Date | undefined) => ((at?.getTime() ?? 0) - Date.now()) / 1000;

dbTest("a service that is busy is asked again later, and then the text has its vector", async ({ db }) => {
  const hub = await waitingTexts(db, []);
  hub.embedder.refuse = () => {
    throw new EmbedderError("429: too many requests", { canPass: true, retryAfterMs: 400_000 });
  };
  expect(await embedWaiting(hub.deps)).toBe(0);
  const [job] = await jobs(db);
  expect(job).toMatchObject({ error: "429: too many requests", leaseUntil: null });
  expect(secondsUntil(job?.nextAttemptAt)).toBeGreaterThan(300);
  hub.embedder.refuse = () => {};
  expect(await embedWaiting(hub.deps)).toBe(0);
  await makeDue(db);
  expect(await embedWaiting(hub.deps)).toBe(1);
  expect([await jobs(db), [...hub.embedder.paid.values()]]).toEqual([[], [1]]);
});

dbTest("waiting grows with every try up to an hour, and never ends", async ({ db }) => {
  const hub = await waitingTexts(db, []);
  hub.embedder.refuse = () => {
    throw new EmbedderError("no", { canPass: true });
  };
  await db.embeddingJob.updateMany({ data: { attempts: 30 } });
  await embedWaiting(hub.deps);
  const [job] = await jobs(db);
  expect(job?.attempts).toBe(31);
  expect(secondsUntil(job?.nextAttemptAt)).toBeGreaterThan(0.75 * 3_600);
  expect(secondsUntil(job?.nextAttemptAt)).toBeLessThan(1.25 * 3_600);
});

dbTest("one text the service refuses waits alone; the others of its call get their vectors, each paid once", async ({ db }) => {
  const words = ["amber", "basalt", "cedar", "poison", "dune", "ember", "flint"];
  const hub = await waitingTexts(db, words);
  hub.embedder.refuse = (texts) => {
    if (texts.some((text) => text.includes("poison")))
      throw new EmbedderError("400: this text is refused", { canPass: false, mayBeOneText: true });
  };
  expect(await hub.embedAll()).toBe(words.length);
  expect(await jobs(db)).toMatchObject([{ error: "400: this text is refused" }]);
  expect([...hub.embedder.paid.values()]).toEqual(words.map(() => 1));
  expect([...hub.embedder.paid.keys()].some((text) => text.includes("poison"))).toBe(false);
});

dbTest("workers at the same time never pay for the same text", async ({ db }) => {
  const hub = await waitingTexts(db, ["amber", "basalt", "cedar", "dune"]);
  const embedded = await Promise.all(Array.from({ length: 6 }, () => embedWaiting(hub.deps)));
  expect(embedded.reduce((sum, count) => sum + count, 0)).toBe(5);
  expect([...hub.embedder.paid.values()]).toEqual([1, 1, 1, 1, 1]);
});

dbTest("a call holds no more texts than the service takes", async ({ db }) => {
  const hub = await waitingTexts(db, ["amber", "basalt", "cedar", "dune"], countingEmbedder({ maxBatchTexts: 2 }));
  await hub.embedAll();
  expect(hub.embedder.calls.map((texts) => texts.length).sort()).toEqual([1, 2, 2]);
});

dbTest("a text that no product has any more is not paid for", async ({ db }) => {
  const hub = await waitingTexts(db, ["amber"]);
  await hub.deliver(hub.storeId, { product: shoe(1, "basalt") });
  await hub.process(hub.storeId);
  expect([...hub.embedder.paid.keys()].filter((text) => text.includes("amber"))).toEqual([]);
  expect(await jobs(db)).toEqual([]);
});

dbTest("a worker that died before it asked costs nothing: once its lease is over another one pays, once", async ({ db }) => {
  const hub = await waitingTexts(db, []);
  hub.embedder.refuse = () => {
    throw new Error("killed");
  };
  await expect(embedWaiting(hub.deps)).rejects.toThrow("killed");
  hub.embedder.refuse = () => {};
  expect(await embedWaiting(hub.deps)).toBe(0);
  const [left] = await jobs(db);
  expect(secondsUntil(left?.leaseUntil ?? undefined), "and not for long").toBeLessThanOrEqual(90);
  await makeDue(db);
  expect(await embedWaiting(hub.deps)).toBe(1);
  expect([...hub.embedder.paid.values()]).toEqual([1]);
});

dbTest("a worker that lives keeps its texts, however long their vectors take; what it let go it leaves alone", async ({ db }) => {
  await waitingTexts(db, ["amber"]);
  const [model] = await db.embeddingModel.findMany({ select: { id: true } });
  const [kept = "", left = ""] = (await db.embeddingJob.findMany({ select: { textHash: true } })).map(({ textHash }) => textHash);
  await db.embeddingJob.updateMany({ where: { textHash: kept }, data: { leaseUntil: new Date(0) } });
  const leaseOf = async (textHash: string) =>
    (await db.embeddingJob.findFirstOrThrow({ where: { textHash }, select: { leaseUntil: true } })).leaseUntil;
  const letGo = holdTexts(db, model?.id ?? 0, [kept, left], 1);
  await expect.poll(async () => secondsUntil((await leaseOf(kept)) ?? undefined)).toBeGreaterThan(60);
  letGo();
  expect(await leaseOf(left)).toBeNull();
});

dbTest("a worker that died between saving a product and embedding it leaves its texts to the next", async ({ db }) => {
  const hub = await aHub(db);
  const { id: storeId } = await anOwnedStore(db);
  await hub.deliver(storeId, { product: shoe(1, "amber") });
  let isDead = false;
  const dying = intercept(db, {
    before: () => {
      if (isDead) throw new Error("killed");
    },
    beforeCommit: () => void queueMicrotask(() => (isDead = true)),
  });
  await expect(hub.save(storeId, { db: dying })).rejects.toThrow("killed");
  expect(await db.event.findMany({ select: { status: true } })).toEqual([{ status: "succeeded" }]);
  expect(await embedWaiting(hub.deps)).toBe(2);
});

dbTest("texts whose waiting was lost are found again", async ({ db }) => {
  const hub = await waitingTexts(db, ["amber"]);
  await db.embeddingJob.deleteMany();
  const [model] = await db.embeddingModel.findMany({ select: { id: true } });
  expect(await queueMissing(db, model?.id ?? 0)).toBe(2);
  expect(await queueMissing(db, model?.id ?? 0)).toBe(0);
  expect(await hub.embedAll()).toBe(2);
  expect(await queueMissing(db, model?.id ?? 0)).toBe(0);
});

/** Two transactions at the same time: the embedded database has one connection and cannot. */
const serverTest = process.env.TEST_DATABASE_URL ? dbTest : dbTest.skip;

serverTest("a text that is struck off while a product with it is being saved waits for its vector all the same", async ({ db }) => {
  const hub = await waitingTexts(db, ["amber"]);
  await hub.deliver(hub.storeId, { product: shoe(1) });
  await hub.save(hub.storeId);
  // "amber" waits, and no product has it any more. Another store's product is saved with it, up to its commit.
  const other = await anOwnedStore(db);
  await hub.deliver(other.id, { product: shoe(1, "amber") });
  let commit = () => {};
  const mayCommit = new Promise<void>((resolve) => (commit = resolve));
  let arrive = () => {};
  const isReady = new Promise<void>((resolve) => (arrive = resolve));
  const slow = intercept(db, {
    beforeCommit: () => {
      arrive();
      return mayCommit;
    },
  });
  const saving = hub.save(other.id, { db: slow });
  await isReady;
  await embedWaiting(hub.deps);
  commit();
  await saving;
  await makeDue(db);
  await hub.embedAll();
  const [left] = await db.$queryRaw<
    { left: bigint }[]
  >`SELECT count(*) AS left FROM knowledge_chunk c WHERE NOT EXISTS (SELECT 1 FROM embedding v WHERE v.text_hash = c.text_hash)`;
  expect(left?.left).toBe(0n);
  expect([...hub.embedder.paid.values()].every((times) => times === 1)).toBe(true);
});
