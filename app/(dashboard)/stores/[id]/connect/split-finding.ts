import type { ShownFinding } from "@/components/findings";
import type { Language } from "@/lib/i18n/language";
import { shopifyFindingsEn, shopifyFindingsFa } from "@/lib/i18n/ui/shopify-findings";
import { wooFindingsEn, wooFindingsFa } from "@/lib/i18n/ui/woo-findings";

type Templates = Record<string, { title: string; cause: string; fix: string }>;
/** Both shop systems have some codes in common, in words of their own. */
const templates: Record<Language, Templates[]> = { en: [wooFindingsEn, shopifyFindingsEn], fa: [wooFindingsFa, shopifyFindingsFa] };

const pattern = (template: string): string => template.replace(/[.*+?^$()|[\]\\]/g, "\\$&").replace(/\{\w+\}/g, "[\\s\\S]*?");

/** The refusal of a connection holds title, cause and cure in one line per finding; on a page they are three. */
export function splitFinding(code: string, told: string, language: Language): ShownFinding {
  for (const { [code]: template } of templates[language]) {
    const parts =
      template && new RegExp(`^(${pattern(template.title)}): (${pattern(template.cause)}) (${pattern(template.fix)})$`).exec(told);
    if (parts) return { code, severity: "error", title: parts[1] ?? told, cause: parts[2] ?? "", fix: parts[3] ?? "" };
  }
  return { code, severity: "error", title: told, cause: "", fix: "" };
}
