const NOT_ASCII_OR_SLASH = /[/\u0080-\uffff]/g;

const escapeChar = (char: string): string => (char === "/" ? "\\/" : `\\u${char.charCodeAt(0).toString(16).padStart(4, "0")}`);

/** JSON as PHP writes it by default: all ASCII, `/` as `\/`. Signatures are made over these bytes. */
export const phpJson = (value: unknown): string => JSON.stringify(value).replace(NOT_ASCII_OR_SLASH, escapeChar);
