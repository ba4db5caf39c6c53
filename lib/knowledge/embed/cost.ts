import { Decimal } from "decimal.js";

/** What so many tokens cost, exactly, as plain decimal text in US dollars. */
export function costOf(tokens: number, usdPerMillionTokens: string): string {
  return new Decimal(tokens).times(usdPerMillionTokens).div(1_000_000).toFixed();
}
