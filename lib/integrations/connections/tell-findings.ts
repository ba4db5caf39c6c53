import type { Language } from "@/lib/i18n/language";
import { fill } from "@/lib/i18n/ui/translated";
import { wooFindingsEn, wooFindingsFa } from "@/lib/i18n/ui/woo-findings";
import type { WooFinding } from "../woocommerce/rest/diagnose";
import type { FindingRow } from "./wire";

const sentences = { en: wooFindingsEn, fa: wooFindingsFa };

/** What the doctor found, in words. */
export function tellFindings(findings: readonly WooFinding[], language: Language): FindingRow[] {
  return findings.map(({ code, severity, facts }) => {
    const { title, cause, fix } = sentences[language][code];
    const values = Object.fromEntries(Object.entries(facts).map(([name, value]) => [name, String(value)]));
    return { code, severity, title: fill(title, values), cause: fill(cause, values), fix: fill(fix, values) };
  });
}
