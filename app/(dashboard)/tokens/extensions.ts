/** Days from now that many tokens can be let last, or for ever. */
export const EXTENSIONS = ["30", "90", "365", "never"] as const;
export type Extension = (typeof EXTENSIONS)[number];
