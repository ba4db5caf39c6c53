import type { ShownFinding } from "@/components/findings";
import type { Language } from "@/lib/i18n/language";
import { wooFindingsEn, wooFindingsFa } from "@/lib/i18n/ui/woo-findings";

const templates: Record<Language, Record<string, { title: string; cause: string; fix: string }>> = { en: wooFindingsEn, fa: wooFindingsFa };

const pattern = (template: string): string => template.replace(/[.*+?^$()|[\]\\]/g, "\\$&").replace(/\{\w+\}/g, "[\\s\\S]*?");

/** The refusal of a connection holds title, cause and cure in one line per finding; on a page they are three. */
export function splitFinding(code: string, told: string, language: Language): ShownFinding {
  const template = templates[language][code];
  const parts = template && new RegExp(`^(${pattern(template.title)}) (${pattern(template.cause)}) (${pattern(template.fix)})$`).exec(told);
  const [, title = told, cause = "", fix = ""] = parts ?? [];
  return { code, severity: "error", title, cause, fix };
}
