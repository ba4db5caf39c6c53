export type Currency = { name: string; symbol: string };

/** The ones our tests and demo know; the real list has some 160. Symbols are HTML entities, as the shop answers them. */
export const CURRENCIES: Record<string, Currency> = {
  AED: { name: "United Arab Emirates dirham", symbol: "&#x62f;.&#x625;" },
  EUR: { name: "Euro", symbol: "&euro;" },
  GBP: { name: "Pound sterling", symbol: "&pound;" },
  IRR: { name: "Iranian rial", symbol: "&#xfdfc;" },
  IRT: { name: "Iranian toman", symbol: "&#x062A;&#x0648;&#x0645;&#x0627;&#x0646;" },
  JPY: { name: "Japanese yen", symbol: "&yen;" },
  TRY: { name: "Turkish lira", symbol: "&#8378;" },
  USD: { name: "United States (US) dollar", symbol: "&#36;" },
};

export const currencyOf = (code: string): Currency => CURRENCIES[code] ?? { name: code, symbol: code };
