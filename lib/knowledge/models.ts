import type { Db, DbClient } from "@/lib/core/db";
import type { EmbeddingModel } from "./embed/embedder";

export type StoredModel = EmbeddingModel & { id: number; state: "active" | "building" | "retired" };

/** Held while the set of models changes, so that two starting processes agree. */
const MODELS_LOCK = 7_214_002;

const select = { id: true, name: true, version: true, dimensions: true, state: true } as const;

/** Models whose vectors are being kept up to date: the one that is searched, and the one that will be. */
export async function liveModels(db: Db): Promise<StoredModel[]> {
  const rows = await db.embeddingModel.findMany({ where: { state: { in: ["active", "building"] } }, select, orderBy: { id: "asc" } });
  return rows as StoredModel[];
}

/**
 * Makes the configured model known. The first becomes active; another one starts `building`: every text is queued for
 * it in the background while search stays on the old vectors, until `activateWhenFilled`.
 */
export async function adoptModel(db: DbClient, model: EmbeddingModel): Promise<void> {
  await db.$transaction(async (tx) => {
    await tx.$queryRaw`SELECT pg_advisory_xact_lock(${MODELS_LOCK})::text`;
    const active = await tx.embeddingModel.findFirst({ where: { state: "active" }, select });
    const key = { name: model.name, version: model.version, dimensions: model.dimensions };
    const known = await tx.embeddingModel.findUnique({ where: { name_version_dimensions: key }, select });
    // What was being built for an earlier configuration is not wanted any more; its vectors stay paid for.
    await tx.embeddingModel.updateMany({ where: { state: "building", NOT: key }, data: { state: "retired" } });
    await tx.$executeRaw`DELETE FROM embedding_job WHERE model_id IN (SELECT id FROM embedding_model WHERE state = 'retired')`;
    if (known?.state === "active") return;
    const state = active ? "building" : "active";
    const stored = known
      ? await tx.embeddingModel.update({ where: { id: known.id }, data: { state }, select })
      : await tx.embeddingModel.create({ data: { ...key, state, activatedAt: active ? null : new Date() }, select });
    await queueMissing(tx, stored.id);
  });
}

/** Queues every chunk's text that has no vector of this model yet. Also the healer of anything that was ever missed. */
export async function queueMissing(db: Db, modelId: number): Promise<number> {
  return db.$executeRaw`
    INSERT INTO embedding_job (model_id, text_hash, store_id)
    SELECT ${modelId}, c.text_hash, min(c.store_id::text)::uuid FROM knowledge_chunk c
    WHERE NOT EXISTS (SELECT 1 FROM embedding v WHERE v.model_id = ${modelId} AND v.text_hash = c.text_hash)
    GROUP BY c.text_hash
    ON CONFLICT DO NOTHING`;
}

/** A text the service refused this often must not keep everybody's search on the old model; it goes on being tried. */
const REFUSED_AFTER = 3;

/** Puts the new model in the old one's place once every chunk has its vector, in one step. @returns whether it did */
export async function activateWhenFilled(db: DbClient): Promise<boolean> {
  return db.$transaction(async (tx) => {
    await tx.$queryRaw`SELECT pg_advisory_xact_lock(${MODELS_LOCK})::text`;
    const building = await tx.embeddingModel.findFirst({ where: { state: "building" }, select: { id: true } });
    if (!building) return false;
    const [left] = await tx.$queryRaw<{ left: boolean }[]>`
      SELECT EXISTS (SELECT 1 FROM knowledge_chunk c WHERE NOT EXISTS (SELECT 1 FROM embedding v WHERE v.model_id = ${building.id} AND v.text_hash = c.text_hash)
        AND NOT EXISTS (SELECT 1 FROM embedding_job j WHERE j.model_id = ${building.id} AND j.text_hash = c.text_hash AND j.error IS NOT NULL AND j.attempts >= ${REFUSED_AFTER})) AS left`;
    if (left?.left) return false;
    await tx.embeddingModel.updateMany({ where: { state: "active" }, data: { state: "retired" } });
    await tx.embeddingModel.update({
      where: { id: building.id },
      data: { state: "active", activatedAt: new Date() },
      select: { id: true },
    });
    await tx.$executeRaw`DELETE FROM embedding_job WHERE model_id IN (SELECT id FROM embedding_model WHERE state = 'retired')`;
    return true;
  });
}
