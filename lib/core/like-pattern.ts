/** Anywhere in a text, as LIKE reads it: what was typed means itself. */
export const likePattern = (text: string): string => `%${text.replace(/[\\%_]/g, "\\$&")}%`;
