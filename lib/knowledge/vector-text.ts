/** Millionths: two hundred times finer than what tells two texts apart, and a third of the digits a float prints. */
const SCALE = 1e6;

/** A unit vector as pgvector reads it. */
export function vectorText(vector: Float32Array): string {
  const parts = new Array<string>(vector.length);
  for (let i = 0; i < vector.length; i++) parts[i] = `${Math.round((vector[i] ?? 0) * SCALE)}e-6`;
  return `[${parts.join(",")}]`;
}
