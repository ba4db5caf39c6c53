import { expect, test } from "vitest";
import { silentLog } from "@/lib/testing/a-hub";
import { refuseMethod } from "./refuse-method";

const refuse = (url: string, acceptLanguage: string | null = "en") =>
  refuseMethod({ log: silentLog })({ url, acceptLanguage }, { requestId: "request-of-a-test" });

test.each([
  ["/v1/catalog/sync/woocommerce", "POST, OPTIONS"],
  ["/api/v1/catalog/sync/woocommerce/?x=1", "POST, OPTIONS"],
  ["/api/v1/stores/5f0c/drift/", "GET, HEAD, OPTIONS"],
  ["/api/woocommerce/sync/job/5f0c", "GET, HEAD, OPTIONS"],
  ["/api/v1/nothing/of/this/kind/", undefined],
])("%s takes %s", (url, allow) => {
  const { text, headers } = refuse(url);
  expect(headers.allow).toBe(allow);
  expect(headers["content-type"]).toBe("application/json");
  expect(JSON.parse(text)).toEqual({ error: "Method not allowed", detail: "This address does not take this method." });
});

test("says it in Persian to who asks for no other language", () => {
  expect(JSON.parse(refuse("/v1/catalog/sync/shopify", null).text)).toMatchObject({
    error: "Method not allowed",
    detail: "این نشانی این متد را نمی‌پذیرد.",
  });
});
