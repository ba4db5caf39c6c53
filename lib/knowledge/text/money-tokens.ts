/** A text cut into what matters for finding money. The raw pieces together are the text. */
export type MoneyToken = { kind: MoneyTokenKind; raw: string };
export type MoneyTokenKind =
  | "bigNumber" // grouped, with two decimals, or of three and more digits: 850,000 · 19.99 · 850
  | "number"
  | "numberWord" // دویست
  | "multiplier" // هزار, k
  | "sign" // $
  | "code" // USD
  | "currencyName" // تومان
  | "label" // قیمت, price
  | "and"
  | "rangeWord" // تا, to
  | "dash"
  | "colon"
  | "space"
  | "word"
  | "other";

export function moneyTokensOf(text: string): MoneyToken[] {
  return Array.from(text.matchAll(token), ({ 0: raw, groups }) => ({ raw, kind: kindOf(raw, groups) }));
}

const d = "\\p{Nd}";
const grouped = `${d}{1,3}(?:[.,٬،٫'’/ ]${d}{3}){1,5}(?!${d})(?:[.,٫/]${d}{1,2}(?!${d}))?`;
const token = new RegExp(
  [
    `(?<bigNumber>${grouped}|${d}+[.,٫/]${d}{2}(?!${d})|${d}{3,})`,
    `(?<number>${d}+(?:[.,٫/]${d}+)?)`,
    "(?<sign>(?:US|A|C)\\$|R(?:l)?s\\.(?= ?\\p{Nd})|[$€£¥₹₽₺₩₪﷼₼₾₫฿])",
    "(?<word>[A-Za-z][A-Za-z0-9]*|[\\p{L}\\p{M}\\u200c]+)",
    "(?<dash>[-–—~])",
    "(?<colon>[:：=])",
    "(?<space>[ \\u00a0]+)",
    "[^]",
  ].join("|"),
  "gu",
);

const shapes = ["bigNumber", "number", "sign", "dash", "colon", "space"] as const;

function kindOf(raw: string, groups: Record<string, string | undefined> | undefined): MoneyTokenKind {
  if (groups?.word === undefined) return shapes.find((shape) => groups?.[shape] !== undefined) ?? "other";
  return codes.has(raw) ? "code" : (wordKinds.get(raw.toLowerCase().replaceAll("ي", "ی")) ?? "word");
}

// Upper case only, or "try" and "inr" in a sentence would be money.
const codes = new Set(
  ("USD EUR GBP IRR IRT IRHT AED SAR QAR OMR KWD BHD IQD AFN TRY INR PKR CNY RMB JPY RUB CAD AUD CHF SEK NOK DKK PLN " + "Rs Rls").split(
    " ",
  ),
);
// «پوند» and "pounds" are missing on purpose: dumbbells are sold by them.
const wordKinds = new Map<string, MoneyTokenKind>([
  ...all(
    "numberWord",
    "یک دو سه چهار پنج شش هفت هشت نه ده یازده دوازده پانزده بیست سی چهل پنجاه شصت هفتاد هشتاد نود صد یکصد دویست سیصد " +
      "چهارصد پانصد ششصد هفتصد هشتصد نهصد نیم",
  ),
  ...all("multiplier", "هزار میلیون میلیارد thousand million k"),
  ...all("currencyName", "تومان تومن ریال دلار یورو درهم دینار روپیه افغانی toman tomans tooman rial rials riyal riyals"),
  ...all("currencyName", "dollar dollars euro euros dirham dirhams rupee rupees"),
  ...all("label", "قیمت بها بهای مبلغ نرخ price prices cost costs"),
  ...all("and", "و and"),
  ...all("rangeWord", "تا الی to"),
]);
function all(kind: MoneyTokenKind, words: string): [string, MoneyTokenKind][] {
  return words.split(" ").map((word) => [word, kind]);
}
