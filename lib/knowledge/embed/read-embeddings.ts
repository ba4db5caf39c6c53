import { z } from "zod";
import { EmbedderError } from "./embedder";
import { toUnitVector } from "./unit-vector";

/**
 * Reads an answer of `/embeddings` into unit vectors in the order of the question. A vector stored under the wrong text
 * would never be noticed again, so everything is checked: count, every index once, dimension, numbers.
 * @throws EmbedderError
 */
export function readEmbeddings(answer: unknown, expected: { count: number; dimensions: number }) {
  // A proxy's page comes as a string: the provider itself did not speak.
  if (typeof answer === "string") throw new EmbedderError("OpenAI's answer was no JSON", { canPass: true });
  const parsed = embeddingsAnswer.safeParse(answer);
  if (!parsed.success) throw refusal("has another shape than embeddings");
  const { data, usage } = parsed.data;
  if (data.length !== expected.count) throw refusal(`has ${data.length} vectors for ${expected.count} texts`);

  const vectors: Float32Array[] = [];
  for (const { index, embedding } of data.toSorted((one, other) => one.index - other.index)) {
    if (index !== vectors.length) throw refusal("repeats or leaves out an index");
    const vector = typeof embedding === "string" ? fromBase64(embedding) : Float32Array.from(embedding);
    if (vector.length !== expected.dimensions) {
      throw refusal(`has ${vector.length} dimensions instead of ${expected.dimensions}`);
    }
    const unit = toUnitVector(vector);
    if (!unit) throw refusal("has a vector without direction");
    vectors.push(unit);
  }
  return { vectors, tokens: usage?.prompt_tokens ?? null };
}

const embeddingsAnswer = z.object({
  data: z.array(z.object({ index: z.int().nonnegative(), embedding: z.union([z.string(), z.array(z.number())]) })),
  // Some compatible servers leave it out.
  usage: z.object({ prompt_tokens: z.int().nonnegative() }).nullish().catch(null),
});

/** Little-endian floats; copied, because a Buffer's memory need not begin at a multiple of four. */
function fromBase64(text: string): Float32Array {
  const bytes = Buffer.from(text, "base64");
  if (bytes.length % 4 !== 0) throw refusal("has a vector of broken base64");
  return Float32Array.from({ length: bytes.length / 4 }, (_, index) => bytes.readFloatLE(index * 4));
}

/** The same question would be answered the same way: a wrong model or setting, for a person to correct. */
function refusal(what: string): EmbedderError {
  return new EmbedderError(`OpenAI's answer ${what}`, { canPass: false });
}
