import { expect } from "vitest";
import type { DbClient } from "@/lib/core/db";
import type { Database } from "@/lib/core/open-database";
import { aStore, aUser, anAdmin } from "@/lib/testing/builders";
import { dbTest } from "@/lib/testing/db-test";
import { adoptModel, liveModels } from "../models";
import { ensureVectorIndexes } from "../vector-index";
import { vectorText } from "../vector-text";
import { findByMeaning } from "./by-meaning";
import { searchScope } from "./scope";

const DIMENSIONS = 24;
const TENANTS = { tiny: 45, middle: 300, large: 2_500 };

/** The same numbers on every run (mulberry32). */
function randomFrom(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}

/** Vectors as texts have them: around a hundred topics, not evenly spread. */
function vectorsOf(count: number, random: () => number): Float32Array[] {
  const topics = Array.from({ length: 100 }, () => Array.from({ length: DIMENSIONS }, () => random() - 0.5));
  return Array.from({ length: count }, () => {
    const topic = topics[Math.floor(random() * topics.length)] ?? [];
    const raw = topic.map((value) => value + 0.4 * (random() - 0.5));
    const length = Math.hypot(...raw);
    return Float32Array.from(raw, (value) => value / length);
  });
}

/** One product of one chunk for each vector; every twentieth is in stock. */
async function fill(db: DbClient, storeId: string, modelId: number, name: string, vectors: readonly Float32Array[]): Promise<void> {
  await db.$executeRaw`
    INSERT INTO product (store_id, external_source, external_id, title, short_description, description, product_type, status, catalog_visibility, has_password, is_active, is_publishable, sku, sku_norm,
      on_sale, stock_status, in_stock, categories, tags, gallery, attributes, extra, variants_count, content_hash, draft_hash)
    SELECT ${storeId}::uuid, 'woocommerce', 'woo_' || n, 'p', '', '', 'simple', 'publish', 'visible', FALSE, TRUE, TRUE, '', '', FALSE, 'instock', n % 20 = 0, '{}', '{}', '{}', '[]', '{}', 0, '', ''
    FROM generate_series(1, ${vectors.length}::int) AS n`;
  await db.$executeRaw`
    INSERT INTO knowledge_chunk (store_id, product_id, position, kind, text, text_hash, words, tokens)
    SELECT p.store_id, p.id, 0, 'card', 'x', ${name} || p.external_id, ''::tsvector, 1 FROM product p WHERE p.store_id = ${storeId}::uuid`;
  await db.$executeRaw`
    INSERT INTO embedding (model_id, text_hash, embedding, tokens)
    SELECT ${modelId}, ${name} || 'woo_' || v.n, v.text::vector, 1 FROM unnest(${vectors.map(vectorText)}::text[]) WITH ORDINALITY AS v (text, n)`;
}

async function aFilledHub(db: DbClient, database: Database) {
  await adoptModel(db, { name: "test", version: "1", dimensions: DIMENSIONS });
  const [model] = await liveModels(db);
  if (!model) throw new Error("no model");
  const random = randomFrom(42);
  const vectors = vectorsOf(
    Object.values(TENANTS).reduce((sum, size) => sum + size, 0),
    random,
  );
  const owners = [];
  for (const [name, size] of Object.entries(TENANTS)) {
    const owner = await aUser(db);
    await fill(db, (await aStore(db, owner)).id, model.id, name, vectors.splice(0, size));
    owners.push({ name, owner });
  }
  const built = await ensureVectorIndexes({ ...database, db }, 1_000);
  await db.$executeRaw`ANALYZE`;
  return { model, owners, built, queries: vectorsOf(15, randomFrom(42)) };
}

dbTest(
  "through the index the same is found as by comparing everything, for tenants of every size and under filters",
  async ({ db, database }) => {
    const { model, owners, built, queries } = await aFilledHub(db, database);
    // The embedded database has one connection, which building an index would hold: there the same query compares everything.
    const isIndexed = database.kind === "postgres";
    expect(built).toEqual(isIndexed ? [`embedding_hnsw_${model.id}`] : []);
    expect(await ensureVectorIndexes({ ...database, db }, 1_000)).toEqual([]);
    const everything = searchScope(await anAdmin(db), { query: "" });
    const usesOfIndex = async () => {
      await findByMeaning(db, everything, model, queries[0] ?? new Float32Array(), 10, -1, 0);
      const [row] = await db.$queryRaw<
        { uses: bigint }[]
      >`SELECT idx_scan AS uses FROM pg_stat_user_indexes WHERE indexrelname = ${built[0] ?? ""}`;
      return Number(row?.uses ?? 0);
    };
    // The server counts a little later.
    if (isIndexed) await expect.poll(usesOfIndex, { timeout: 30_000, interval: 500 }).toBeGreaterThan(0);

    const callers = [...owners, { name: "everybody", owner: await anAdmin(db) }];
    for (const { name, owner } of callers) {
      for (const filters of [{}, { inStock: true }]) {
        const scope = searchScope(owner, { query: "", filters });
        let [found, expected] = [0, 0];
        for (const query of queries) {
          const exact = await findByMeaning(db, scope, model, query, 10, -1);
          const approximate = await findByMeaning(db, scope, model, query, 10, -1, 0);
          expect(approximate.map(({ score }) => score)).toEqual([...approximate.map(({ score }) => score)].sort((a, b) => b - a));
          expect(approximate[0]?.score).toBeCloseTo(exact[0]?.score ?? NaN, 5);
          const ids = new Set(approximate.map(({ chunkId }) => chunkId));
          found += exact.filter(({ chunkId }) => ids.has(chunkId)).length;
          expected += exact.length;
        }
        expect(found / expected, `recall for ${name} with ${JSON.stringify(filters)}`).toBeGreaterThanOrEqual(0.97);
      }
    }
  },
);

dbTest("nothing of another tenant comes through the index, and nothing below the least nearness", async ({ db, database }) => {
  const { model, owners, queries } = await aFilledHub(db, database);
  for (const { owner } of owners) {
    const own = new Set(
      (await db.product.findMany({ where: { store: { ownerId: owner.userId } }, select: { id: true } })).map(({ id }) => id),
    );
    for (const exactUpTo of [0, 10_000]) {
      for (const query of queries.slice(0, 5)) {
        const found = await findByMeaning(db, searchScope(owner, { query: "" }), model, query, 60, 0.5, exactUpTo);
        for (const { productId, score } of found) {
          expect(own).toContain(productId);
          expect(score).toBeGreaterThanOrEqual(0.5);
        }
      }
    }
  }
});
