/** Vectors of different models (any of the three fields) are never compared. */
export type EmbeddingModel = { name: string; dimensions: number; version: string };

export type Embedder = {
  model: EmbeddingModel;
  /** What one call takes at once; more is sent in several requests, one after the other. */
  maxBatchTexts: number;
  maxBatchTokens: number;
  /** Decimal text; "0" where nothing is billed. */
  usdPerMillionTokens: string;
  /**
   * One unit-length vector per text, in order. `tokens` is what was billed: 0 for an embedder that bills nothing.
   * @throws EmbedderError, and nothing of this call is then usable.
   */
  embed(texts: string[], options: EmbedOptions): Promise<{ vectors: Float32Array[]; tokens: number }>;
};

export type EmbedOptions = { signal?: AbortSignal; purpose: "index" | "query" };

/** Its message and fields are safe to log: no key, no text, no answer of the provider's. */
export class EmbedderError extends Error {
  override readonly name = "EmbedderError";
  /** Worth asking again later: the network, the provider's load, a limit. Otherwise the same call fails forever. */
  readonly canPass: boolean;
  /** What the provider asked for, or null when it left that to us. */
  readonly retryAfterMs: number | null;

  /** One of the call's texts may be what the provider refuses; asked without it, the others would be taken. */
  readonly mayBeOneText: boolean;

  constructor(message: string, outcome: { canPass: boolean; retryAfterMs?: number | null; mayBeOneText?: boolean }) {
    super(message);
    this.canPass = outcome.canPass;
    this.mayBeOneText = outcome.mayBeOneText ?? false;
    this.retryAfterMs = outcome.retryAfterMs ?? null;
  }
}

/** By name: Next bundles start-up and routes apart, each with a class of its own. */
export const isEmbedderError = (error: unknown): error is EmbedderError => error instanceof Error && error.name === "EmbedderError";
