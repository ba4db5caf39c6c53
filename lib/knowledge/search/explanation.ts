import { z } from "zod";
import { isoTime } from "@/lib/core/wire";

/** Which search found it: its SKU, its words, its title's spelling, or nearness of meaning. */
export const reasons = ["sku", "words", "spelling", "meaning"] as const;
export type Reason = (typeof reasons)[number];

const part = z
  .object({
    reason: z.enum(reasons),
    /** Its place in that search's own list, from one. */
    rank: z.number(),
    /** Of that search alone: cosine of meaning, likeness of spelling, weight of the words; of a SKU 2 when it is the product's own. */
    score: z.number(),
    /** Below 1 when the product lacks some of the words. */
    confidence: z.number(),
    weight: z.number(),
    k: z.number(),
    /** confidence × weight ÷ (k + rank). Together they are the hit's score. */
    gain: z.number(),
  })
  .describe("gain = confidence × weight ÷ (k + rank); the gains add up to the score");

const words = z
  .object({
    found: z.array(z.string()),
    missing: z.array(z.string()),
    held: z.array(z.object({ word: z.string(), weight: z.number() })),
    together: z.number(),
    isInCard: z.boolean(),
  })
  .transform(({ isInCard, ...rest }) => ({ ...rest, is_in_card: isInCard }));

const passage = z
  .object({
    id: z.string(),
    reasons: z.array(z.enum(reasons)),
    segments: z.array(z.object({ text: z.string(), isMarked: z.boolean() })),
  })
  .transform(({ segments, ...rest }) => ({
    ...rest,
    segments: segments.map(({ text, isMarked }) => ({ text, is_marked: isMarked })),
  }));

export const explanation = z
  .object({ factsAt: isoTime, storeId: z.string(), parts: z.array(part), words: words.nullable(), passages: z.array(passage) })
  .transform(({ factsAt, storeId, ...rest }) => ({ facts_at: factsAt, store_id: storeId, ...rest }));
export type Explanation = z.input<typeof explanation>;
