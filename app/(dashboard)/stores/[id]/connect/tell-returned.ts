import { errorDetail } from "@/lib/i18n/error-details";
import type { Ui } from "@/lib/i18n/ui/ui";
import { tellProblem } from "../../../_data/tell-problem";

/** What the hub itself says to somebody who comes back; everything else is the shop's. */
const ofHub = ["authorization_invalid", "shopify_app_missing"] as const;

/** The code with which somebody came back from a shop, in words. It comes in the address: anything may stand there. */
export function tellReturned(code: string, { t, language }: Pick<Ui, "t" | "language">): { what: string; fix: string } {
  const own = ofHub.find((one) => one === code);
  return own === undefined ? tellProblem(code, t.sync.problem) : { what: errorDetail(own, language), fix: "" };
}
