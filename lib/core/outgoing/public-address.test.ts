import { expect, test } from "vitest";
import { blockedRange } from "./public-address";

test.each([
  ["0.0.0.0", "unspecified"],
  ["0.1.2.3", "unspecified"],
  ["10.1.2.3", "private"],
  ["100.64.0.1", "carrierGradeNat"],
  ["100.100.100.200", "carrierGradeNat"],
  ["127.0.0.1", "loopback"],
  ["127.255.255.254", "loopback"],
  ["168.63.129.16", "metadata"],
  ["169.254.169.254", "linkLocal"],
  ["172.16.0.1", "private"],
  ["172.31.255.255", "private"],
  ["192.0.0.192", "reserved"],
  ["192.0.2.1", "reserved"],
  ["192.168.1.1", "private"],
  ["198.18.0.1", "reserved"],
  ["203.0.113.9", "reserved"],
  ["224.0.0.251", "multicast"],
  ["240.0.0.1", "reserved"],
  ["255.255.255.255", "broadcast"],
  ["::", "unspecified"],
  ["::1", "loopback"],
  ["::7f00:1", "reserved"],
  ["::ffff:127.0.0.1", "loopback"],
  ["::ffff:a9fe:a9fe", "linkLocal"],
  ["::ffff:168.63.129.16", "metadata"],
  ["::ffff:0:127.0.0.1", "rfc6145"],
  ["64:ff9b::7f00:1", "rfc6052"],
  ["64:ff9b:1::a00:1", "rfc6052"],
  ["2002:7f00:1::", "6to4"],
  ["2001:0:7f00:1::1", "teredo"],
  ["fc00::1", "uniqueLocal"],
  ["fd00:ec2::254", "uniqueLocal"],
  ["fe80::1", "linkLocal"],
  ["fec0::1", "deprecatedSiteLocal"],
  ["ff02::1", "multicast"],
  ["2001:db8::1", "reserved"],
  ["4000::1", "reserved"],
  ["fe80::1%eth0", "linkLocal"],
  ["not-an-address", "unreadable"],
])("%s may not be called: %s", (address, range) => {
  expect(blockedRange(address)).toBe(range);
});

test.each(["8.8.8.8", "185.143.232.1", "172.32.0.1", "100.128.0.1", "2606:4700:4700::1111", "2a01:4f8::1", "::ffff:8.8.8.8"])(
  "%s is public",
  (address) => {
    expect(blockedRange(address)).toBeNull();
  },
);
