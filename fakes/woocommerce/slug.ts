const MAX_SLUG_BYTES = 200; // of the percent-encoded form

/** A title as WordPress puts it into an address: lower-case hex of the percent-encoding, marks without width gone. */
export function makeSlug(title: string): string {
  const words = readableSlug(title);
  let slug = "";
  for (const char of words) {
    const encoded = encodeURIComponent(char).toLowerCase();
    if (slug.length + encoded.length > MAX_SLUG_BYTES) break;
    slug += encoded;
  }
  return slug.replace(/-+$/, "");
}

/** The same before encoding: what `generated_slug` shows. */
export function readableSlug(title: string): string {
  return title
    .toLowerCase()
    .replace(/<[^>]*>/g, "")
    .replace(/&[^;\s]+;/g, "")
    .replace(/[\u200b-\u200f\u202a-\u202e\u2066-\u2069\ufeff]/g, "")
    .replace(/[\u00a0\u2013\u2014/.]/g, "-")
    .replace(/[\u0021-\u002c\u003a-\u0040\u005b-\u005e\u0060\u007b-\u007e«»‘’“”…]/g, "")
    .replace(/[\s-]+/g, "-")
    .replace(/^-+|-+$/g, "");
}
