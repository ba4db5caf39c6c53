import { expect, test } from "vitest";
import { createAskedAddresses } from "./asked-addresses";

test("a change is made to what was asked for last, until it has come", () => {
  const addresses = createAskedAddresses();
  expect(addresses.latest("/events")).toBe("/events");
  addresses.ask("/events", "/events?a=1");
  expect(addresses.latest("/events")).toBe("/events?a=1");
  addresses.ask("/events", "/events?a=1&b=2");
  addresses.arrive("/events?a=1");
  expect(addresses.latest("/events?a=1"), "one on the way").toBe("/events?a=1&b=2");
  addresses.arrive("/events?a=1&b=2");
  expect(addresses.latest("/events?a=1&b=2")).toBe("/events?a=1&b=2");
});

test("who went elsewhere, or came back, begins from where they are", () => {
  const addresses = createAskedAddresses();
  addresses.ask("/events", "/events?a=1");
  addresses.arrive("/events?view=x");
  addresses.arrive("/events");
  expect(addresses.latest("/events")).toBe("/events");
  addresses.ask("/events", "/events?a=1");
  addresses.forget();
  expect(addresses.latest("/events")).toBe("/events");
});
