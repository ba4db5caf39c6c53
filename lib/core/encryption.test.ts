import { expect, test } from "vitest";
import { createEncryption } from "./encryption";

const keyOf = (id: string, byte: number) => `${id}:${Buffer.alloc(32, byte).toString("base64")}`;
const old = keyOf("k1", 1);
const current = keyOf("k2", 2);

test.each(["", "whsec_abc=", "رمزِ «فروشگاه»", "x".repeat(10_000)])("%s is read back as it was", (plain) => {
  const encryption = createEncryption([current]);
  expect(encryption.decrypt(encryption.encrypt(plain))).toBe(plain);
});

test("the same text is sealed differently each time, and never shows", () => {
  const { encrypt } = createEncryption([current]);
  const sealed = [encrypt("whsec_secret"), encrypt("whsec_secret")];
  expect(new Set(sealed).size).toBe(2);
  for (const text of sealed) expect(Buffer.from(text.split(":")[1] ?? "", "base64").toString("latin1")).not.toContain("whsec");
});

test("after a rotation the new key seals and the old one still opens", () => {
  const before = createEncryption([old]).encrypt("secret");
  const rotated = createEncryption([current, old]);
  expect(before).toMatch(/^k1:/);
  expect(rotated.decrypt(before)).toBe("secret");
  expect(rotated.encrypt("secret")).toMatch(/^k2:/);
  expect([rotated.isNewest(before), rotated.isNewest(rotated.encrypt("secret"))]).toEqual([false, true]);
  expect([rotated.keyIds, rotated.olderKeys]).toEqual([["k2", "k1"], ["k1"]]);
});

test("without its key a text says which key is missing, and nothing else", () => {
  const sealed = createEncryption([old]).encrypt("secret");
  expect(() => createEncryption([current]).decrypt(sealed)).toThrow('encryption key "k1" is not in ENCRYPTION_KEYS');
});

test("one flipped bit anywhere is refused", () => {
  const encryption = createEncryption([current]);
  const [id, body = ""] = encryption.encrypt("secret").split(":");
  const bytes = Buffer.from(body, "base64");
  for (let at = 0; at < bytes.length; at++) {
    const tampered = Buffer.from(bytes);
    tampered[at] = (tampered[at] ?? 0) ^ 1;
    expect(() => encryption.decrypt(`${id}:${tampered.toString("base64")}`), `byte ${at}`).toThrow();
  }
});

test.each([
  ["cut short", (sealed: string) => sealed.slice(0, 12)],
  ["without a key id", (sealed: string) => sealed.slice(3)],
  ["with a tag cut to four bytes", (sealed: string) => `k2:${Buffer.from(sealed.slice(3), "base64").subarray(0, 16).toString("base64")}`],
  ["sealed by another key under the same id", () => createEncryption([keyOf("k2", 9)]).encrypt("secret")],
  ["empty", () => ""],
])("a text %s is refused", (_, spoil) => {
  const encryption = createEncryption([current]);
  expect(() => encryption.decrypt(spoil(encryption.encrypt("secret")))).toThrow();
});

test("no key at all is refused at once", () => {
  expect(() => createEncryption([])).toThrow("no encryption key");
});
