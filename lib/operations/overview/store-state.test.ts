import { expect, test } from "vitest";
import type { StoreOverview } from "./store-overviews";
import { driftCauseOf, lastHeardOf, storeStateOf, wantsAttention, worstFirst, type StoreState } from "./store-state";

const now = new Date("2026-01-10T12:00:00Z");
const ago = (hours: number) => new Date(now.getTime() - hours * 3_600_000);
const compared = {
  ...{ total: 10, verified: 10, missing: 0, different: 0, extra: 0, unsaved: 0 },
  ...{ origin: "plugin" as const, checkedAt: ago(5), waiting: null, isAlert: false },
};
const pulled = { ...compared, origin: "pull" as const };
const fetched = { state: "connected", checkedAt: ago(1), webhooks: "active" };
const unheard = {
  ...{ tokens: 0, lastUsedAt: null, lastEventAt: null, products: 0 },
  drift: { ...compared, total: 0, verified: 0, checkedAt: null },
};
const well: StoreOverview = {
  id: "a-store",
  name: "A shop",
  isActive: true,
  tokens: 1,
  lastUsedAt: ago(1),
  lastEventAt: ago(2),
  waiting: 0,
  oldestWaitingAt: null,
  firstWaiting: null,
  secondsLeft: null,
  products: 10,
  forAi: 10,
  hidden: 0,
  preparing: 0,
  failed: 0,
  isSyncing: false,
  connection: null,
  drift: compared,
};

test.each<[StoreState, Partial<StoreOverview>]>([
  ["synced", {}],
  ["off", { isActive: false, tokens: 0 }],
  ["unconnected", { tokens: 0 }],
  ["synced", { tokens: 0, connection: fetched }],
  ["syncing", { connection: fetched, isSyncing: true }],
  ["unreachable", { connection: { ...fetched, state: "disconnected" } }],
  ["unreachable", { connection: { ...fetched, state: "degraded" } }],
  ["unreachable", { waiting: 3, isSyncing: true, connection: { ...fetched, state: "degraded" } }],
  ["unconnected", { lastUsedAt: null }],
  ["synced", { lastUsedAt: null, connection: fetched }],
  ["fresh", { ...unheard, connection: { ...fetched, checkedAt: null } }],
  ["fresh", { lastEventAt: null, products: 0, drift: { ...compared, total: 0, verified: 0, checkedAt: null } }],
  ["catchingUp", { waiting: 3 }],
  ["catchingUp", { waiting: 3, failed: 1 }],
  ["failed", { failed: 1 }],
  ["failed", { failed: 1, drift: { ...compared, missing: 1, verified: 9 } }],
  ["silent", { failed: 1, lastUsedAt: ago(73), lastEventAt: ago(100), drift: { ...compared, checkedAt: ago(80) } }],
  ["decide", { waiting: 3, drift: { ...compared, extra: 80, waiting: 80 } }],
  ["drift", { drift: { ...compared, missing: 1, verified: 9 } }],
  ["synced", { connection: fetched, drift: { ...pulled, missing: 10, verified: 0 } }],
  ["drift", { connection: fetched, drift: { ...pulled, different: 3, unsaved: 1 } }],
  ["driftAlert", { waiting: 3, isSyncing: true, drift: { ...compared, missing: 5, isAlert: true } }],
  ["decide", { drift: { ...compared, extra: 80, waiting: 80, isAlert: true } }],
  ["unreachable", { connection: { ...fetched, state: "disconnected" }, drift: { ...pulled, isAlert: true } }],
  ["silent", { lastUsedAt: ago(73), lastEventAt: ago(100), drift: { ...compared, checkedAt: ago(80) } }],
  ["synced", { lastUsedAt: ago(100), lastEventAt: ago(100), drift: { ...compared, checkedAt: ago(71) } }],
])("a shop is %s when %j", (state, given) => {
  expect(storeStateOf({ ...well, ...given }, now)).toBe(state);
});

test("any sign of life counts", () => {
  expect(lastHeardOf(well)).toEqual(ago(1));
  expect(lastHeardOf({ lastEventAt: null, lastUsedAt: null, drift: compared, connection: null })).toEqual(ago(5));
});

test("what is said to be the cause of an alarm is what can be mended", () => {
  expect(driftCauseOf({ drift: compared, connection: fetched })).toBe("plugin");
  expect(driftCauseOf({ drift: pulled, connection: fetched })).toBe("pull");
  expect(driftCauseOf({ drift: pulled, connection: { ...fetched, webhooks: "refused" } })).toBe("refused");
});

test("the worst comes first; of equals what has waited longest, then by name", () => {
  const named = (name: string, given: Partial<StoreOverview> = {}): StoreOverview => ({ ...well, id: name, name, ...given });
  const stores = [
    named("well"),
    named("behind", { waiting: 900, oldestWaitingAt: ago(1) }),
    named("far behind", { waiting: 2, oldestWaitingAt: ago(5) }),
    named("off", { isActive: false }),
    named("failed", { failed: 2 }),
    named("away", { connection: { ...fetched, state: "disconnected" } }),
    named("all well"),
  ];
  const sorted = worstFirst(stores, now);
  expect(sorted.map(({ name }) => name)).toEqual(["away", "failed", "far behind", "behind", "off", "all well", "well"]);
  expect(sorted.filter((store) => wantsAttention(storeStateOf(store, now))).map(({ name }) => name)).toEqual(["away", "failed"]);
});
