/** A number as people type it from what they see: digits of any keyboard, with or without separators. */
export const typedNumber = (text: string): string =>
  text.replace(/[۰-۹٠-٩]/g, (digit) => String(digit.charCodeAt(0) & 0xf)).replace(/[\s,٬]/g, "");
