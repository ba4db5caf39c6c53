/** An answer that is no list of products or variations: nothing can be concluded from it. */
export class UnreadableListing extends Error {
  readonly problem = "not_json";
  readonly isPassing = true;
  readonly retryAfterMs = null;
}
