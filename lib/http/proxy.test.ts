import { NextRequest } from "next/server";
import { unstable_doesMiddlewareMatch } from "next/experimental/testing/server";
import { expect, test } from "vitest";
import { config, proxy } from "@/proxy";

const policyOf = (path = "/events") =>
  proxy(new NextRequest(`https://hub.example.test${path}`)).headers.get("content-security-policy") ?? "";
const directives = (policy: string) =>
  new Map(
    policy.split("; ").map((directive): [string, string] => [directive.split(" ")[0] ?? "", directive.split(" ").slice(1).join(" ")]),
  );

test("pages run only scripts with this answer's nonce", () => {
  const policy = directives(policyOf());
  expect(policy.get("script-src")).toMatch(/^'self' 'nonce-[A-Za-z0-9+/=]{32,}' 'strict-dynamic'$/);
  expect(Object.fromEntries(policy)).toMatchObject({
    "default-src": "'self'",
    "object-src": "'none'",
    "base-uri": "'self'",
    "form-action": "'self'",
    "frame-ancestors": "'none'",
    "connect-src": "'self'",
  });
  for (const [name, sources] of policy) if (name !== "style-src") expect(sources, name).not.toContain("unsafe");
});

test("no two answers share a nonce, and none is the client's", () => {
  const nonces = Array.from({ length: 50 }, () => /nonce-([^']+)/.exec(policyOf())?.[1]);
  expect(new Set(nonces).size).toBe(50);
  const request = new NextRequest("https://hub.example.test/", {
    headers: { "x-nonce": "mine", "content-security-policy": "script-src *" },
  });
  expect(proxy(request).headers.get("x-middleware-request-x-nonce")).not.toBe("mine");
  expect(proxy(request).headers.get("x-middleware-request-content-security-policy")).not.toContain("script-src *");
});

test("the page is told the nonce it was given", () => {
  const { headers } = proxy(new NextRequest("https://hub.example.test/"));
  expect(headers.get("content-security-policy")).toContain(`'nonce-${headers.get("x-middleware-request-x-nonce")}'`);
});

test.each([
  ["/", true],
  ["/sign-in", true],
  ["/products/x", true],
  ["/apiary", true],
  ["/favicon.ico.html", true],
  ["/icon.svg/x", true],
  ["/api/v1/stores/", false],
  ["/_next/static/chunks/a.js", false],
  ["/favicon.ico", false],
  ["/icon.svg", false],
])("%s is a page: %s", (url, isPage) => {
  expect(unstable_doesMiddlewareMatch({ config, nextConfig: {}, url })).toBe(isPage);
});
