import type { Env } from "@/lib/core/env";
import type { Embedder, EmbeddingModel } from "./embed/embedder";
import { hashedEmbedder } from "./embed/hashed-embedder";
import { openAiEmbedder } from "./embed/openai-embedder";

export type Embedders = {
  /** The one this process is configured for. */
  configured: Embedder;
  /** Whoever can still ask with a model that is searched while its successor is being filled; null: nobody here. */
  forModel(model: EmbeddingModel): Embedder | null;
};

const isSame = (a: EmbeddingModel, b: EmbeddingModel): boolean =>
  a.name === b.name && a.version === b.version && a.dimensions === b.dimensions;

const HASHED = hashedEmbedder().model.name;

/** The embedded default finds spelling and listed synonyms, not meaning; people are told so. */
export const knowsMeaning = (model: Pick<EmbeddingModel, "name">): boolean => model.name !== HASHED;

/** Cosine below which nearness is chance: measured for the hashed embedder (docs/benchmarks.md), customary for OpenAI's. */
export const minSimilarityOf = (model: Pick<EmbeddingModel, "name">): number => (knowsMeaning(model) ? 0.2 : 0.18);

type Settings = Pick<
  Env,
  | "OPENAI_API_KEY"
  | "OPENAI_BASE_URL"
  | "EMBEDDING_MODEL"
  | "EMBEDDING_DIMENSIONS"
  | "EMBEDDING_TIMEOUT_MS"
  | "EMBEDDING_USD_PER_MILLION_TOKENS"
>;

/** With a key: the configured model of an OpenAI-compatible service. Without: the embedded default, which needs no network. */
export function createEmbedders(env: Settings): Embedders {
  const hashed = hashedEmbedder();
  const apiKey = env.OPENAI_API_KEY;
  if (apiKey === undefined) return { configured: hashed, forModel: (model) => (isSame(model, hashed.model) ? hashed : null) };
  const openAi = (model: string, dimensions: number) =>
    openAiEmbedder({
      apiKey,
      ...(env.OPENAI_BASE_URL && { baseUrl: env.OPENAI_BASE_URL }),
      model,
      dimensions,
      timeoutMs: env.EMBEDDING_TIMEOUT_MS,
      usdPerMillionTokens: env.EMBEDDING_USD_PER_MILLION_TOKENS,
    });
  const configured = openAi(env.EMBEDDING_MODEL, env.EMBEDDING_DIMENSIONS);
  return {
    configured,
    forModel(model) {
      const known = [configured, hashed].find((embedder) => isSame(embedder.model, model));
      if (known) return known;
      const earlier = openAi(model.name, model.dimensions);
      return isSame(earlier.model, model) ? earlier : null;
    },
  };
}
