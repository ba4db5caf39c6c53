import { LRUCache } from "lru-cache";
import type { Caller } from "@/lib/access/caller";
import type { Deps } from "@/lib/core/deps";
import { isEmbedderError } from "../embed/embedder";
import type { Embedders } from "../embedders";
import { bearerOf, bookLedger } from "../ledger";
import type { StoredModel } from "../models";
import type { SearchInput } from "../wire";
import { keepVector, readKeptVector } from "./kept-vectors";

type EmbedDeps = Pick<Deps, "db" | "log" | "now">;
type Asker = Pick<Caller, "role" | "userId">;
type Embedder = Embedders["configured"];

/** A shopper waits for search: without its vector in this time the query is answered by words alone. */
const QUERY_EMBEDDING_TIMEOUT_MS = 4_000;
const BILLS_NOTHING = "0";

/** Vectors of recent queries: people and assistants ask the same things. */
const queryVectors = new LRUCache<string, Float32Array>({ max: 2_000, ttl: 3_600_000 });
/** Asked for right now: two searches for the same words at once pay once. */
const underway = new Map<string, Promise<Float32Array | null>>();

/**
 * The query's vector, or null when it cannot be had in time: words and spelling still answer.
 * @param isKept the query is a judged one: its vector outlives this process, so that measuring again pays nothing.
 */
export async function embedQuery(
  deps: EmbedDeps,
  caller: Asker,
  model: StoredModel,
  embedder: Embedder,
  input: SearchInput,
  isKept = false,
): Promise<Float32Array | null> {
  const key = `${model.id} ${input.query}`;
  const keeps = isKept && embedder.usdPerMillionTokens !== BILLS_NOTHING;
  const known = queryVectors.get(key) ?? (keeps ? await readKeptVector(deps.db, model, input.query) : undefined);
  const asked = known ?? (await (underway.get(key) ?? pay(deps, caller, model, embedder, input, key)));
  if (asked) queryVectors.set(key, asked);
  if (asked && keeps) await keepVector(deps.db, model, input.query, asked);
  return asked;
}

function pay(
  deps: EmbedDeps,
  caller: Asker,
  model: StoredModel,
  embedder: Embedder,
  input: SearchInput,
  key: string,
): Promise<Float32Array | null> {
  const paying = ask(deps, caller, model, embedder, input).finally(() => underway.delete(key));
  underway.set(key, paying);
  return paying;
}

async function ask(
  { db, log, now }: EmbedDeps,
  caller: Asker,
  model: StoredModel,
  embedder: Embedder,
  input: SearchInput,
): Promise<Float32Array | null> {
  const { usdPerMillionTokens } = embedder;
  try {
    const { vectors, tokens } = await embedder.embed([input.query], {
      purpose: "query",
      signal: AbortSignal.timeout(QUERY_EMBEDDING_TIMEOUT_MS),
    });
    const [vector] = vectors;
    if (!vector) return null;
    if (usdPerMillionTokens !== BILLS_NOTHING) {
      const storeId = input.storeId ?? (await bearerOf(db, caller));
      const entry = {
        storeId,
        purpose: "query",
        model: model.name,
        usdPerMillionTokens,
        calls: 1,
        textsPaid: 1,
        tokensPaid: tokens,
      } as const;
      await bookLedger(db, [entry], now());
    }
    return vector;
  } catch (error) {
    if (!isEmbedderError(error)) throw error;
    log.warn({ model: model.name, reason: error.message }, "query not embedded, answered by words");
    return null;
  }
}
