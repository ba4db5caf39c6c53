/** SKUs are compared without case, spaces at the ends, and whatever digits they were typed in. */
export function normaliseSku(sku: string): string {
  return sku
    .normalize("NFKC")
    .trim()
    .toLowerCase()
    .replace(/[۰-۹]/g, (digit) => String(digit.charCodeAt(0) - 0x06f0))
    .replace(/[٠-٩]/g, (digit) => String(digit.charCodeAt(0) - 0x0660));
}
