/** An index row holds some 2,700 bytes; what shops call a SKU and is longer than this is compared by its beginning. */
const MAX_COMPARED_CHARS = 255;

/** SKUs are compared without case and separators (RNX-8905 = rnx 8905), whatever digits they were typed in. */
export function normaliseSku(sku: string): string {
  return sku
    .normalize("NFKC")
    .toLowerCase()
    .replace(/[۰-۹]/g, (digit) => String(digit.charCodeAt(0) - 0x06f0))
    .replace(/[٠-٩]/g, (digit) => String(digit.charCodeAt(0) - 0x0660))
    .replace(/[\s\-_./\\\u200c]+/g, "")
    .slice(0, MAX_COMPARED_CHARS)
    .toWellFormed();
}
