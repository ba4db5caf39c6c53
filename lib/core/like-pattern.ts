/** For a part of a LIKE pattern: what was typed means itself. */
export const escapeLike = (text: string): string => text.replace(/[\\%_]/g, "\\$&");

/** Anywhere in a text, as LIKE reads it. */
export const likePattern = (text: string): string => `%${escapeLike(text)}%`;
