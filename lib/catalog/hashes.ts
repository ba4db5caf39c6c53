import { createHash } from "node:crypto";
import canonicalize from "canonicalize";
import { isPublishable } from "./publishable";
import type { ProductDraft } from "./draft";

/** Raise when the recipe changes: every product is then read anew, once. */
const RECIPE = 1;

const digest = (value: unknown): string =>
  createHash("sha256")
    .update(canonicalize(value) ?? "")
    .digest("hex");
const sorted = (texts: readonly string[]): string[] => [...texts].sort();

/**
 * Of what the AI reads and nothing else: a price, a stock, an image or the markup around the same words does not move it.
 * @param toText what of a merchant's HTML is read
 */
export function contentHash(draft: ProductDraft, toText: (html: string) => string = (html) => html): string {
  return digest({
    recipe: RECIPE,
    title: draft.title,
    shortDescription: toText(draft.shortDescription),
    description: toText(draft.description),
    categories: sorted(draft.categories),
    tags: sorted(draft.tags),
    brand: draft.brand,
    // The order of attributes is the shop's and means something to readers; the order of variants does not.
    attributes: draft.attributes,
    variants: sorted(draft.variants.map((variant) => digest(variant.attributes))),
  });
}

/** Of everything we keep: equal means there is nothing to write. */
export function draftHash(draft: ProductDraft): string {
  const { sourceUpdatedAt: _version, ...kept } = draft;
  return digest({ recipe: RECIPE, ...kept, isPublishable: isPublishable(draft) });
}
