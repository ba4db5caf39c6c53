import { describe, expect, test } from "vitest";
import { withoutIsolates } from "@/lib/i18n/ui/translated";
import { uiOf } from "@/lib/i18n/ui/ui";
import { tellDetails } from "./tell-details";

const told = (details: Record<string, unknown>, language: "en" | "fa" = "en") =>
  tellDetails(details, uiOf(language)).map(({ label, text }) => `${label}: ${withoutIsolates(text)}`);

describe("details of an entry", () => {
  test.each([
    [{ before: { role: "OWNER", isActive: true }, after: { role: "ADMIN", isActive: true } }, ["Role: Store owner → Administrator"]],
    [{ before: { isActive: true }, after: { isActive: false } }, ["Active: yes → no"]],
    [
      { mode: "full", before: null, after: { everyMinutes: 1440, isEnabled: true } },
      ["Kind of sync: full", "Every (minutes): 1,440", "On: yes"],
    ],
    [{ name: "n8n", scopes: ["catalog:read", "events:read"], userId: "7" }, ["Name: n8n", "May: catalog:read · events:read"]],
    [{ queued: 3, filter: { status: "failed", storeId: "7" } }, ["Events: 3", "State: failed"]],
    [{ before: { expiresAt: null }, after: { expiresAt: "2025-11-10T09:30:00.000Z" } }, ["Ends: – → 10 November 2025 at 09:30:00 UTC"]],
    [{ kind: "shopify", before: { kind: "woocommerce" }, after: { kind: "shopify" } }, ["Kind: woocommerce → shopify"]],
    [{ unheardOf: [] }, ["unheardOf: –"]],
    [{}, []],
  ])("%j", (details, lines) => {
    expect(told(details)).toEqual(lines);
  });

  test("in Persian the arrow points where reading goes", () => {
    expect(told({ before: { isActive: true }, after: { isActive: false } }, "fa")).toEqual(["فعال: بله ← خیر"]);
  });
});
