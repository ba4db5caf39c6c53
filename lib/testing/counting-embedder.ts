import { createHash } from "node:crypto";
import type { Embedder, EmbeddingModel } from "@/lib/knowledge/embed/embedder";
import type { Embedders } from "@/lib/knowledge/embedders";
import { toUnitVector } from "@/lib/knowledge/embed/unit-vector";

/** An embedder in this process: the same text always gets the same vector, and every text that was paid for is counted. */
export type CountingEmbedder = Embedder & {
  /** How often each text was paid for; a query is nobody's knowledge and is not counted. */
  paid: Map<string, number>;
  /** Texts of each call that was answered. */
  calls: string[][];
  /** Asked before each call; what it throws is the service's answer. */
  refuse: (texts: readonly string[]) => void;
};

const USD_PER_MILLION_TOKENS = "0.02";
const TOKENS_PER_TEXT = 10;

export function countingEmbedder({ model, ...limits }: { model?: Partial<EmbeddingModel>; maxBatchTexts?: number } = {}): CountingEmbedder {
  const own = { name: "counting", version: "1", dimensions: 8, ...model };
  const embedder: CountingEmbedder = {
    model: own,
    maxBatchTexts: 100,
    maxBatchTokens: 100_000,
    usdPerMillionTokens: USD_PER_MILLION_TOKENS,
    ...limits,
    paid: new Map(),
    calls: [],
    refuse: () => {},
    embed(texts, { purpose }) {
      try {
        embedder.refuse(texts);
      } catch (error) {
        return Promise.reject(error instanceof Error ? error : new Error(String(error)));
      }
      if (purpose === "index") {
        for (const text of texts) embedder.paid.set(text, (embedder.paid.get(text) ?? 0) + 1);
        embedder.calls.push(texts);
      }
      return Promise.resolve({ vectors: texts.map((text) => vectorOf(text, own)), tokens: texts.length * TOKENS_PER_TEXT });
    },
  };
  return embedder;
}

/** Bytes of a digest, centred: texts that differ point elsewhere, and so do models. */
function vectorOf(text: string, { name, version, dimensions }: EmbeddingModel): Float32Array {
  const bytes = createHash("shake256", { outputLength: dimensions }).update(`${name} ${version} ${text}`).digest();
  const vector = toUnitVector(Float32Array.from(bytes, (byte) => byte - 127.5));
  if (!vector) throw new Error("a digest has a direction");
  return vector;
}

/** The first is the configured one. */
export function embeddersOf(configured: Embedder, ...others: Embedder[]): Embedders {
  const same = (a: EmbeddingModel, b: EmbeddingModel) => a.name === b.name && a.version === b.version && a.dimensions === b.dimensions;
  return { configured, forModel: (model) => [configured, ...others].find((embedder) => same(embedder.model, model)) ?? null };
}
