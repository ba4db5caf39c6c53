import { formatOf } from "@/lib/i18n/format";
import type { Language } from "@/lib/i18n/language";
import { shopifyFindingsEn, shopifyFindingsFa } from "@/lib/i18n/ui/shopify-findings";
import { fill } from "@/lib/i18n/ui/translated";
import { wooFindingsEn, wooFindingsFa } from "@/lib/i18n/ui/woo-findings";
import type { ShopifyFinding } from "../shopify/diagnose";
import type { WooFinding } from "../woocommerce/rest/diagnose";
import type { FindingRow } from "./wire";

type Sentences<Code extends string> = Record<Code, { title: string; cause: string; fix: string }>;
type Finding<Code extends string> = { code: Code; severity: FindingRow["severity"]; facts: Record<string, unknown> };

const ofWoo = { en: wooFindingsEn, fa: wooFindingsFa };
const ofShopify = { en: shopifyFindingsEn, fa: shopifyFindingsFa };

/** What the doctor found, in words. */
export const tellFindings = (findings: readonly WooFinding[], language: Language): FindingRow[] =>
  tell(findings, ofWoo[language], language);
export const tellShopifyFindings = (findings: readonly ShopifyFinding[], language: Language): FindingRow[] =>
  tell(findings, ofShopify[language], language);

function tell<Code extends string>(findings: readonly Finding<Code>[], sentences: Sentences<Code>, language: Language): FindingRow[] {
  const { number } = formatOf(language);
  // An HTTP status is a name, not a quantity.
  const tellFact = (name: string, value: unknown) => (typeof value === "number" && name !== "status" ? number(value) : String(value));
  return findings.map(({ code, severity, facts }) => {
    const { title, cause, fix } = sentences[code];
    const values = Object.fromEntries(Object.entries(facts).map(([name, value]) => [name, tellFact(name, value)]));
    return { code, severity, title: fill(title, values), cause: fill(cause, values), fix: fill(fix, values) };
  });
}

/** For who reads a finding outside a page: what is wrong, why, and the cure. */
export const inOneLine = ({ title, cause, fix }: Pick<FindingRow, "title" | "cause" | "fix">): string =>
  `${title}: ${[cause, fix].filter(Boolean).join(" ")}`;
