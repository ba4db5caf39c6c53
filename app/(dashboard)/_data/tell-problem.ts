import type { ShopifyFindingCode } from "@/lib/integrations/shopify/diagnose";
import type { ShopifyProblem } from "@/lib/integrations/shopify/shopify-error";
import type { WooFinding } from "@/lib/integrations/woocommerce/rest/diagnose";
import type { WooProblem } from "@/lib/integrations/woocommerce/rest/woo-error";
import type { Sentences } from "@/lib/i18n/ui/ui";

type Problems = Sentences["sync"]["problem"];
type Known = keyof Problems;
/** What a job or a connection may be kept with. A code without sentences does not compile. */
type Kept =
  | WooProblem
  | ShopifyProblem
  | "app_uninstalled"
  | "no_connection"
  | "breaker_open"
  | "count_differs"
  | "count_untold"
  | "internal"
  | "unordered";
type Unsaid = Exclude<Kept, Known>;
const nothingIsUnsaid: Unsaid extends never ? true : Unsaid = true;

/** The doctors keep their own words of what went wrong: the same thing as one of ours. */
const ofDoctor: Partial<Record<WooFinding["code"] | ShopifyFindingCode, Known>> = {
  address_invalid: "address_blocked",
  dns_failed: "dns",
  tls_failed: "tls",
  https_missing: "tls",
  connection_refused: "refused",
  connection_timeout: "timeout",
  connection_failed: "network",
  firewall_html: "html_answer",
  answer_not_json: "not_json",
  rest_off: "not_woocommerce",
  woocommerce_missing: "not_woocommerce",
  read_not_allowed: "permission_missing",
  keys_wrong: "signature_invalid",
};

const isKnown = (code: string, problems: Problems): code is Known => nothingIsUnsaid && Object.hasOwn(problems, code);

/** What went wrong and what to do about it. */
export function tellProblem(code: string, problems: Problems): { what: string; fix: string } {
  if (isKnown(code, problems)) return problems[code];
  return problems[Object.entries(ofDoctor).find(([name]) => name === code)?.[1] ?? "unknown"];
}
