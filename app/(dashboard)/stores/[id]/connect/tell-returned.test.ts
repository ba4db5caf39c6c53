import { describe, expect, test } from "vitest";
import type { ShopifyFindingCode } from "@/lib/integrations/shopify/diagnose";
import type { AuthorizationProblem } from "@/lib/integrations/connections/authorize-shopify";
import { uiOf } from "@/lib/i18n/ui/ui";
import { tellReturned } from "./tell-returned";

/** What is well, or does not keep a shop from being connected. */
type NoProblem = Extract<
  ShopifyFindingCode,
  "token_accepted" | "shop_renamed" | "app_secret_missing" | "currency_found" | "products_found" | "no_products"
>;
/** One more code in the type is one more line here. */
const problems: Record<Exclude<AuthorizationProblem, NoProblem>, true> = {
  authorization_invalid: true,
  shopify_app_missing: true,
  address_invalid: true,
  address_blocked: true,
  dns: true,
  tls: true,
  refused: true,
  timeout: true,
  too_large: true,
  network: true,
  aborted: true,
  token_invalid: true,
  client_refused: true,
  shop_not_permitted: true,
  app_not_installed: true,
  shop_unavailable: true,
  scope_missing: true,
  throttled: true,
  query_refused: true,
  server_error: true,
  not_json: true,
  bulk_busy: true,
  bulk_failed: true,
  bulk_canceled: true,
  bulk_expired: true,
  bulk_broken: true,
};

describe.each(["en", "fa"] as const)("%s", (language) => {
  const ui = uiOf(language);

  test.each(Object.keys(problems))("%s is told as what it is", (code) => {
    const { what, fix } = tellReturned(code, ui);
    expect(what).not.toBe(ui.t.sync.problem.unknown.what);
    expect(`${what}${fix}`).not.toMatch(/[{}]/);
  });

  test("what somebody wrote into the address is not repeated", () => {
    for (const code of ["", "<b>", "constructor", "x".repeat(5_000)]) expect(tellReturned(code, ui)).toEqual(ui.t.sync.problem.unknown);
  });
});
