import { pino } from "pino";
import type { DbClient } from "@/lib/core/db";
import type { Receipt } from "@/lib/events/incoming-event";
import { createEventReceiver } from "@/lib/events/receive-event";
import { embedWaiting } from "@/lib/knowledge/embed-waiting";
import { adoptModel } from "@/lib/knowledge/models";
import type { PipelineDeps } from "@/lib/pipeline/pipeline-deps";
import { drainStore } from "@/lib/pipeline/drain-store";
import { countingEmbedder, embeddersOf, type CountingEmbedder } from "./counting-embedder";
import { aDelivery, type WooBody } from "./a-delivery";

export const silentLog = pino({ level: "silent" });

/** The hub without its server: real ingest, real pipeline, real database; only the embedder counts instead of asking a service. */
export type Hub = {
  deps: Omit<PipelineDeps, "metrics">;
  embedder: CountingEmbedder;
  /** Body → schema → committed event. */
  deliver(storeId: string, body: WooBody): Promise<Receipt>;
  /** Everything that waits in this store is saved, its texts left to be embedded. */
  save(storeId: string, changes?: Partial<Hub["deps"]>): Promise<void>;
  /** Saved, then embedded, as the engine's function does it. */
  process(storeId: string): Promise<void>;
  /** Rounds of embedding until nothing is due. @returns texts embedded */
  embedAll(): Promise<number>;
};

export async function aHub(
  db: DbClient,
  given: Partial<Pick<PipelineDeps, "now" | "random">> & { embedder?: CountingEmbedder } = {},
): Promise<Hub> {
  const { embedder = countingEmbedder(), now = () => new Date(), ...rest } = given;
  await adoptModel(db, embedder.model);
  const deps: Hub["deps"] = { db, log: silentLog, now, embedders: embeddersOf(embedder), ...rest };
  const receiver = createEventReceiver({ db, log: silentLog, onAccepted: () => {} });
  const hub: Hub = {
    deps,
    embedder,
    deliver: (storeId, body) => receiver.receive(aDelivery(storeId, body)),
    async save(storeId, changes) {
      while ((await drainStore({ ...deps, ...changes }, storeId)).hasMore);
    },
    async process(storeId) {
      await hub.save(storeId);
      await hub.embedAll();
    },
    async embedAll() {
      let embedded = 0;
      for (;;) {
        const round = await embedWaiting(deps);
        if (round === 0) return embedded;
        embedded += round;
      }
    },
  };
  return hub;
}
