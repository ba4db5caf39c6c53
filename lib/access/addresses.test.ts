import { describe, expect, test } from "vitest";
import { addressGroup, clientAddress, isAllowed, parseAddress, parseRange } from "./addresses";

describe("addresses", () => {
  test.each([
    ["203.0.113.7", "203.0.113.7"],
    ["::ffff:203.0.113.7", "203.0.113.7"],
    ["::FFFF:CB00:7107", "203.0.113.7"],
    ["2001:DB8:0:0:0:0:0:1", "2001:db8::1"],
    ["::1", "::1"],
  ])("%s is %s", (text, address) => {
    expect(parseAddress(text)?.toString()).toBe(address);
  });

  test.each([
    "",
    "localhost",
    "203.0.113",
    "203.0.113.256",
    "127.1",
    "0x7f.0.0.1",
    "2130706433",
    "010.0.0.1",
    "203.0.113.7:443",
    "203.0.113.7 ",
    "1;DROP",
    "::g",
    "1.2.3.4\u0000",
  ])("%j is no address", (text) => {
    expect(parseAddress(text)).toBeNull();
  });
});

describe("an allow-list", () => {
  test.each([
    ["203.0.113.7", "203.0.113.7", true],
    ["203.0.113.7", "203.0.113.8", false],
    ["203.0.113.0/24", "203.0.113.255", true],
    ["203.0.113.0/24", "203.0.114.0", false],
    ["203.0.113.7/24", "203.0.113.9", true],
    ["0.0.0.0/0", "198.51.100.1", true],
    ["0.0.0.0/0", "2001:db8::1", false],
    ["::/0", "198.51.100.1", false],
    ["203.0.113.7", "::ffff:203.0.113.7", true],
    ["::ffff:203.0.113.7", "203.0.113.7", true],
    ["::ffff:203.0.113.0/120", "203.0.113.9", true],
    ["::ffff:203.0.113.0/120", "203.0.114.9", false],
    ["2001:db8::/32", "2001:db8:ffff::1", true],
    ["2001:db8::/32", "2001:db9::1", false],
    ["2001:db8::1", "2001:0db8:0000::0001", true],
    ["fe80::/10", "fe80::1%eth0", true],
  ])("with %s lets %s in: %s", (range, address, isIn) => {
    const parsed = parseRange(range);
    expect(parsed).not.toBeNull();
    expect(isAllowed(address, parsed === null ? [] : [parsed])).toBe(isIn);
  });

  test("that is empty lets everyone in, an unreadable address too", () => {
    expect([isAllowed("203.0.113.7", []), isAllowed(null, []), isAllowed("nonsense", [])]).toEqual([true, true, true]);
  });

  test("lets an unreadable address in nowhere else", () => {
    const everyone = ["0.0.0.0/0", "::/0"].map(parseRange).filter((range) => range !== null);
    expect([isAllowed(null, everyone), isAllowed("nonsense", everyone)]).toEqual([false, false]);
  });

  test.each([
    "",
    "10",
    "10/8",
    "10.0.0.0/33",
    "10.0.0.0/-1",
    "10.0.0.0/",
    "10.0.0.0/8/8",
    "2001:db8::/129",
    "*.example.test",
    "203.0.113.1-9",
  ])("does not take %j", (text) => {
    expect(parseRange(text)).toBeNull();
  });
});

describe("the client's address", () => {
  const socket = "198.51.100.9";
  test.each<[forwarded: string | null, proxies: number, address: string | null, why: string]>([
    [null, 0, socket, "nobody stands before us"],
    ["203.0.113.7", 0, socket, "a client's header is not believed"],
    ["203.0.113.7", 1, "203.0.113.7", "our one proxy wrote it"],
    ["10.0.0.1, 203.0.113.7", 1, "203.0.113.7", "what stands left of our proxy's word is the client's own"],
    ["10.0.0.1,203.0.113.7,192.0.2.1", 2, "203.0.113.7", "the outer of two proxies saw it"],
    ["evil, <script>, 203.0.113.7", 1, "203.0.113.7", "rubbish on the left is never read"],
    ["203.0.113.7", 2, socket, "fewer hops than proxies: somebody went around them"],
    ["", 1, socket, "an empty header"],
    [" , ,", 1, socket, "a header of nothing but commas"],
    [null, 1, socket, "the proxy was gone around"],
    ["unknown", 1, null, "what the proxy wrote is no address"],
    ["10.0.0.1, unknown", 1, null, "nor is the left one taken instead"],
    ["::ffff:203.0.113.7", 1, "203.0.113.7", "IPv4 in IPv6's clothes"],
    ["2001:DB8::1", 1, "2001:db8::1", "IPv6"],
    [`${"1.1.1.1,".repeat(2_000)}203.0.113.7`, 1, "203.0.113.7", "a very long forged chain"],
  ])("with X-Forwarded-For %j and %i proxies is %s: %s", (forwarded, proxies, address) => {
    expect(clientAddress(socket, forwarded, proxies)).toBe(address);
  });

  test("of a mapped socket is the IPv4 address; of none, none", () => {
    expect(clientAddress("::ffff:127.0.0.1", null, 0)).toBe("127.0.0.1");
    expect(clientAddress(null, "203.0.113.7", 0)).toBeNull();
  });
});

describe("what counts as one caller for rates", () => {
  test.each([
    ["203.0.113.7", "203.0.113.7"],
    [null, "unknown"],
    ["2001:db8:1:2:3:4:5:6", "2001:db8:1:2::/64"],
    ["2001:db8:1:2:ffff::1", "2001:db8:1:2::/64"],
    ["2001:db8:1:3::1", "2001:db8:1:3::/64"],
  ])("%s is %s", (address, group) => {
    expect(addressGroup(address)).toBe(group);
  });
});
