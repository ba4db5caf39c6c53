import type { ShownFinding } from "@/components/findings";
import { AppError } from "@/lib/core/errors";
import { errorDetail } from "@/lib/i18n/error-details";
import type { Language } from "@/lib/i18n/language";
import { uiOf } from "@/lib/i18n/ui/ui";
import { splitFinding } from "./split-finding";

/** `fields` by their names on the wire, which are their names in the form. */
export type Refusal = { ok: false; problem?: string; fields?: Record<string, string>; findings?: ShownFinding[] };

/** What a caller can cause, in words for the form; everything else flies to the error page and the log. */
export function tellRefusal(error: unknown, language: Language): Refusal {
  if (!(error instanceof AppError)) throw error;
  const { code, fields = {} } = error;
  const words = uiOf(language).t.sync.wizard;
  if (code === "connection_failed")
    return { ok: false, findings: Object.entries(fields).map(([name, told]) => splitFinding(name, told, language)) };
  if (code === "body_invalid" && "public_url" in fields) return { ok: false, problem: words.noHttps };
  if (code === "body_invalid" && "shop_url" in fields) return { ok: false, fields: { shop_url: words.addressInvalid } };
  if (code === "body_invalid" && "shop_domain" in fields) return { ok: false, fields: { shop_domain: words.domainInvalid } };
  return { ok: false, problem: errorDetail(code, language) };
}
