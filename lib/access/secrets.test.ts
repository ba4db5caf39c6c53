import { randomBytes } from "node:crypto";
import { expect, test } from "vitest";
import { hashSecret, kindOfSecret, newSecret, newSigningSecret, previewSecret, type SecretKind } from "./secrets";

const forms: [SecretKind, RegExp][] = [
  ["woocommerce", /^wc_sk_live_[a-z0-9]{40}$/],
  ["shopify", /^shpat_[a-z0-9]{32}$/],
  ["custom", /^ck_int_[a-z0-9]{40}$/],
  ["accessKey", /^fk_live_[a-z0-9]{40}$/],
  ["invitation", /^fi_[a-z0-9]{40}$/],
];

test.each(forms)("a %s secret has its kind's form and is known by it", (kind, form) => {
  const secrets = Array.from({ length: 20 }, () => newSecret(kind));
  for (const secret of secrets) {
    expect(secret).toMatch(form);
    expect(kindOfSecret(secret)).toBe(kind);
  }
  expect(new Set(secrets).size).toBe(20);
});

test("the checksum is pinned: scanners and plugins in the field compute the same", () => {
  expect(newSecret("woocommerce", (size) => Buffer.alloc(size))).toMatchInlineSnapshot(
    `"wc_sk_live_aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaazuphon"`,
  );
  expect(newSecret("accessKey", (size) => Buffer.alloc(size))).toMatchInlineSnapshot(`"fk_live_aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaac79qxv"`);
});

test.each(["woocommerce", "accessKey"] as const)("one mistyped character of a %s secret is noticed, wherever it is", (kind) => {
  const secret = newSecret(kind);
  for (let at = secret.lastIndexOf("_") + 1; at < secret.length; at++) {
    const mistyped = secret.slice(0, at) + (secret[at] === "a" ? "b" : "a") + secret.slice(at + 1);
    expect(kindOfSecret(mistyped), mistyped).toBeNull();
  }
});

test.each([
  "",
  "wc_sk_live_",
  "wc_sk_live_abc",
  `${newSecret("woocommerce")}x`,
  newSecret("woocommerce").toUpperCase(),
  newSecret("shopify").slice(1),
  `shpat_${"ü".repeat(32)}`,
  `${newSecret("custom")}\n`,
  "Bearer x",
  "__proto__",
])("%j is none of ours", (secret) => {
  expect(kindOfSecret(secret)).toBeNull();
});

test("every letter is as likely as another", () => {
  const counts = new Map<string, number>();
  const total = 36 * 1_000;
  for (let made = 0; made < total; made += 32)
    for (const letter of newSecret("shopify").slice(6)) counts.set(letter, (counts.get(letter) ?? 0) + 1);
  expect(counts.size).toBe(36);
  // 1,000 each on average, with a deviation of 31: 8 of them are beyond chance.
  for (const count of counts.values()) expect(Math.abs(count - 1_000)).toBeLessThan(250);
});

test("bytes that would favour the first letters are left out", () => {
  let calls = 0;
  const secret = newSecret("shopify", (size) => Buffer.alloc(size, calls++ === 0 ? 255 : 35));
  expect(secret).toBe(`shpat_${"9".repeat(32)}`);
});

test("a preview shows the first six and the last six characters", () => {
  expect(previewSecret("wc_sk_live_abcdefghijklmnopqrstuvwxyz01234567s9t0ab")).toBe("wc_sk_...s9t0ab");
});

test("what is stored is a SHA-256 of the secret", () => {
  expect(hashSecret("abc")).toBe("ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
});

test("a signing secret is whsec_ and 32 random bytes in base64", () => {
  expect(Buffer.from(newSigningSecret(randomBytes).replace(/^whsec_/, ""), "base64")).toHaveLength(32);
  expect(newSigningSecret(randomBytes)).toMatch(/^whsec_[A-Za-z0-9+/]{43}=$/);
});
