import { type Embedder, EmbedderError } from "./embedder";
import { featuresOf, mix } from "./hashed-features";
import { toUnitVector } from "./unit-vector";

/**
 * The default, which needs no network and no key: signed feature hashing into 512 dimensions. It finds other spellings,
 * spacings and endings, and another language or a synonym only as far as the lexicon (lexicon.json) knows the concept.
 * It does not understand sentences; where meaning matters, an OpenAI key replaces it.
 *
 * The vector of a text is the same on every machine and for ever; whoever changes a feature, weight, stem, normaliser or
 * lexicon entry raises `version`, and everything is embedded again.
 */
export function hashedEmbedder(): Embedder {
  return {
    model: { name: "fiko-hashed-ngram", dimensions: DIMENSIONS, version: "1" },
    maxBatchTexts: 128,
    maxBatchTokens: 100_000,
    usdPerMillionTokens: "0",
    async embed(texts, { signal }) {
      if (signal?.aborted) throw new EmbedderError("Embedding was stopped", { canPass: true });
      return { vectors: texts.map(hashedVectorOf), tokens: 0 };
    },
  };
}

const DIMENSIONS = 512;
/** Two places for each feature: where one collides, the other seldom does. */
const PLACES = [0x9e3779b9, 0x7f4a7c15];

function hashedVectorOf(text: string): Float32Array {
  const vector = new Float32Array(DIMENSIONS);
  for (const [feature, weight] of featuresOf(text)) {
    // A word said nine times matters three times as much.
    const strength = Math.sqrt(weight);
    for (const place of PLACES) {
      const hashed = mix(feature ^ place);
      const index = hashed % DIMENSIONS;
      vector[index] = (vector[index] ?? 0) + (hashed & 0x80000000 ? -strength : strength);
    }
  }
  const unit = toUnitVector(vector);
  if (unit) return unit;
  // A text without words still needs a direction: cosine with a zero vector is not a number.
  vector[0] = 1;
  return vector;
}
