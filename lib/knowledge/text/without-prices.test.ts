import fc from "fast-check";
import { expect, test } from "vitest";
import { withoutPrices } from "./without-prices";

test.each([
  ["قیمت: ۸۵۰٬۰۰۰ تومان", ""],
  ["این کفش با قیمت ۸۵۰,۰۰۰ تومان عرضه می‌شود. سایز ۴۲", "این کفش عرضه می‌شود. سایز ۴۲"],
  ["Now only $19.99 (was $29.99), 100% cotton", "100% cotton"],
  ["US$ 20, 20$, 20 USD, €1.200,50, 1 200,50 €, Rs. 500, ₹500", ""],
  ["850000 IRT", ""],
  ["IRT 850000", ""],
  ["٨٥٠٠٠ ريال", ""],
  ["850/000 تومان", ""],
  ["۸۵۰۰۰۰تومان", ""],
  ["۸۵۰ هزار تومان نقد", "نقد"],
  ["۱ میلیون و ۲۰۰ هزار تومان", ""],
  ["یک میلیون و دویست هزار تومان", ""],
  ["از ۱۰۰ تا ۲۰۰ هزار تومان", ""],
  ["از ۱۰۰ هزار تومان تا ۲۰۰ هزار تومان", ""],
  ["Sizes 40-45, $10 - $20", "Sizes 40-45"],
  ["$10-20", ""],
  ["10–20 €", ""],
  ["Price: 19.99", ""],
  ["قیمت مصرف‌کننده: ۱۲۰٬۰۰۰", ""],
  ["- قیمت: ۲۰۰ تومان\n- رنگ: قرمز", "- رنگ: قرمز"],
  ["سایز ۴۲ - ۸۵۰۰۰ تومان", "سایز ۴۲"],
  ["سایز ۴۲ و ۸۵۰ تومان", "سایز ۴۲ و"],
])("%j loses its money", (text, rest) => {
  expect(withoutPrices(text)).toBe(rest);
});

test.each([
  "سایز ۴۲، 100%، 2 kg، 12 V, iPhone 13",
  "کارت هدیه ۵۰۰ هزار تومانی",
  "دمبل ۵ پوند",
  "price 2 pieces",
  "قیمت ۲ عدد",
  "cost: free",
  "cost: 2 pieces",
  "a $ sign",
  "Galaxy S23 Ultra 256GB 5000mAh",
  "سه عدد ۱۰ تایی",
  "یک و نیم متر",
  "قیمت مناسب و کیفیت بالا",
])("%j has none", (text) => {
  expect(withoutPrices(text)).toBe(text);
});

const digitSets = ["0123456789", "۰۱۲۳۴۵۶۷۸۹", "٠١٢٣٤٥٦٧٨٩"];
const separators = ["", ",", "٬", "،", ".", "/"];
const currencies = ["تومان", "ریال", "ريال", "IRT", "USD", "$", "€", "هزار تومان"];

test("an amount goes in whatever digits, separators and currency it is written", () => {
  fc.assert(
    fc.property(
      fc.integer({ min: 1_000, max: 999_999_999 }),
      fc.constantFrom(...digitSets),
      fc.constantFrom(...separators),
      fc.constantFrom(...currencies),
      fc.boolean(),
      (value, digits, separator, currency, isSpaced) => {
        const grouped = String(value).replace(/\B(?=(\d{3})+$)/g, separator);
        const amount = grouped.replace(/\d/g, (digit) => digits[Number(digit)] ?? "");
        expect(withoutPrices(`کفش سایز 42 رنگ قرمز، ${amount}${isSpaced ? " " : ""}${currency}. چرم طبیعی`)).toBe(
          "کفش سایز 42 رنگ قرمز. چرم طبیعی",
        );
      },
    ),
  );
});

test.each(["1", "1 ", "111 ", "111,", "صد و ", "هزار ", "$", "$1-", "قیمت ", "only ", "5 - ", "from $5 to "])(
  "100,000 characters of %j come back",
  (unit) => {
    expect(withoutPrices(unit.repeat(Math.ceil(100_000 / unit.length))).length).toBeLessThanOrEqual(100_016);
  },
);
