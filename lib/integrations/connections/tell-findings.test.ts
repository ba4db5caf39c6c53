import { expect, test } from "vitest";
import { tellFindings, tellShopifyFindings } from "./tell-findings";
import { connectionFindings } from "./wire";

const many = { code: "products_found", severity: "ok", facts: { products: 10_000 } } as const;
const slow = { code: "slow_answers", severity: "warning", facts: { seconds: 3.1 } } as const;
const away = { code: "server_error", severity: "error", facts: { status: 503, host: "shop.example" } } as const;
const lost = { code: "dns_failed", severity: "error", facts: { host: "shop.example" } } as const;

test("numbers are written as the language writes them; an HTTP status is none", () => {
  expect([...tellFindings([many], "en"), ...tellShopifyFindings([many], "en")].map(({ title }) => title)).toEqual([
    "Products: 10,000",
    "Products: 10,000",
  ]);
  expect([...tellFindings([many], "fa"), ...tellShopifyFindings([many], "fa")].map(({ title }) => title)).toEqual([
    "محصولات: ۱۰٬۰۰۰",
    "محصولات: ۱۰٬۰۰۰",
  ]);
  expect(tellFindings([slow], "en")[0]?.cause).toContain("3.1 seconds");
  expect(tellFindings([slow], "fa")[0]?.cause).toContain("۳٫۱ ثانیه");
  expect(tellFindings([away], "fa")[0]?.cause).toContain("503");
});

test("a page gets names in their own direction, the wire the words alone", () => {
  const findings = tellFindings([lost], "fa");
  expect(findings[0]?.title).toContain("\u2068shop.example\u2069");
  const sent = connectionFindings.parse({ isWorking: false, findings });
  expect(sent.findings[0]?.title).toContain("shop.example");
  expect(JSON.stringify(sent)).not.toMatch(/[\u2066-\u2069]/);
});
