/**
 * A unit vector as pgvector reads it, in hundred-thousandths without the point: cosine distance does not see a vector's
 * length, and whole numbers of at most six digits are half the text (the largest part of what a batch sends).
 * Rounding moves a cosine by about 0.00001.
 */
const SCALE = 1e5;

export function vectorText(vector: Float32Array): string {
  const parts = new Array<number>(vector.length);
  for (let i = 0; i < vector.length; i++) parts[i] = Math.round((vector[i] ?? 0) * SCALE);
  return `[${parts.join(",")}]`;
}
