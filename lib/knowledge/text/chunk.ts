import { createHash } from "node:crypto";
import type { KnowledgeContent } from "./content";
import { passagesOf } from "./passages";
import { cardsOf } from "./product-card";
import { readable } from "./readable";
import { countTokens } from "./tokens";

export type KnowledgeChunkDraft = {
  position: number;
  kind: "card" | "passage";
  text: string;
  tokens: number;
  /** SHA-256 of the exact text, hex: what embeddings are stored by. */
  textHash: string;
};

/**
 * Everything the AI may read about a product, in pieces of at most 400 tokens and without a price: the card, then the
 * description in passages. The same content always gives the same chunks; nothing to say gives none.
 *
 * Passages do not repeat the title. It would make each more explicit, but a renamed product would pay for its whole
 * description again and a paragraph shared by a hundred products (shipping, care) would be embedded a hundred times.
 * A hit is always shown joined to its product, and the card carries the title for the product as a whole.
 *
 * A short description that does not fit the card is cut into passages whole, so that these do not depend on what else
 * the card holds. The 200th chunk is the last: some 60,000 words, a book more than a product.
 */
export function buildChunks(content: KnowledgeContent): KnowledgeChunkDraft[] {
  const shortDescription = readable(content.shortDescription);
  const { cards, holdsShortDescription } = cardsOf(content, shortDescription);
  const passages = new Set([...(holdsShortDescription ? [] : passagesOf(shortDescription)), ...passagesOf(readable(content.description))]);
  return [
    ...cards.map((text) => ({ kind: "card" as const, text })),
    ...Array.from(passages, (text) => ({ kind: "passage" as const, text })),
  ]
    .slice(0, MAX_CHUNKS)
    .map(({ kind, text }, position) => ({ position, kind, text, tokens: countTokens(text), textHash: sha256(text) }));
}

const MAX_CHUNKS = 200;

function sha256(text: string): string {
  return createHash("sha256").update(text).digest("hex");
}
