import { createHash } from "node:crypto";
import type { DbClient } from "@/lib/core/db";
import type { StoredModel } from "../models";
import { vectorText } from "../vector-text";

/** Vectors of judged queries in the database: measuring the search again, in a later process too, pays nothing. */
const MAX_KEPT = 10_000;

const hashOf = (query: string): string => createHash("sha256").update(query).digest("hex");

export async function readKeptVector(db: DbClient, model: StoredModel, query: string): Promise<Float32Array | undefined> {
  const [row] = await db.$queryRaw<{ text: string }[]>`
    SELECT embedding::text AS text FROM query_vector WHERE model_id = ${model.id} AND query_hash = ${hashOf(query)}`;
  return row && Float32Array.from(JSON.parse(row.text) as number[]);
}

/** The newest stay, and none of a model that is searched no more. */
export async function keepVector(db: DbClient, model: StoredModel, query: string, vector: Float32Array): Promise<void> {
  const added = await db.$executeRaw`
    INSERT INTO query_vector (model_id, query_hash, embedding) VALUES (${model.id}, ${hashOf(query)}, ${vectorText(vector)}::vector)
    ON CONFLICT DO NOTHING`;
  if (added === 0) return;
  await db.$executeRaw`
    DELETE FROM query_vector WHERE model_id <> ${model.id}
      OR (model_id, query_hash) IN (SELECT model_id, query_hash FROM query_vector ORDER BY created_at DESC, query_hash OFFSET ${MAX_KEPT})`;
}
