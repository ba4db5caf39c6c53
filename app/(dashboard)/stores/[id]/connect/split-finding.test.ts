import { expect, test } from "vitest";
import { shopifyFindingsEn, shopifyFindingsFa } from "@/lib/i18n/ui/shopify-findings";
import { fill } from "@/lib/i18n/ui/translated";
import { wooFindingsEn, wooFindingsFa } from "@/lib/i18n/ui/woo-findings";
import { inOneLine } from "@/lib/integrations/connections/tell-findings";
import { splitFinding } from "./split-finding";

test.each([
  ["en", wooFindingsEn] as const,
  ["fa", wooFindingsFa] as const,
  ["en", shopifyFindingsEn] as const,
  ["fa", shopifyFindingsFa] as const,
])("every refusal falls apart into its three sentences: %s", (language, all) => {
  for (const [code, template] of Object.entries(all)) {
    if (template.fix === "") continue;
    const values = {
      host: "shop.example",
      reason: "CERT (expired)",
      to: "https://www.shop.example",
      page: "Log in. Now?",
      status: "500",
      seconds: "90",
      detail: "Access denied for products field. (scope)",
      address: "shop.example",
    };
    const [title, cause, fix] = [fill(template.title, values), fill(template.cause, values), fill(template.fix, values)];
    expect(splitFinding(code, inOneLine({ title, cause, fix }), language)).toEqual({ code, severity: "error", title, cause, fix });
  }
});

test("what is of another making stays whole", () => {
  expect(splitFinding("new_code", "Something else", "en")).toMatchObject({ title: "Something else", cause: "", fix: "" });
});
