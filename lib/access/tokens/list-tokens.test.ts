import { expect } from "vitest";
import type { DbClient } from "@/lib/core/db";
import { aStore, aToken, aUser, anAdmin } from "@/lib/testing/builders";
import { dbTest } from "@/lib/testing/db-test";
import { readTokens, listTokens } from "./list-tokens";
import { countUsage, flushUsage } from "./usage";
import { tokenFilters, tokenOrderings } from "./wire";

const NOW = new Date("2026-01-10T12:00:00Z");
const now = () => NOW;
const at = (days: number) => new Date(NOW.getTime() + days * 86_400_000);

/** Two of each: a time, another time, none; so that every order has ties and an end without a value. */
async function someTokens(db: DbClient) {
  const admin = await anAdmin(db);
  const given = [
    { name: "b", used: -1, ends: 5 },
    { name: "a", used: -1, ends: 5 },
    { name: "a", used: -9, ends: -2 },
    { name: "d", used: null, ends: null },
    { name: "c", used: null, ends: null },
    { name: "c", used: -4, ends: 40 },
    { name: "e", used: null, ends: 7 },
  ];
  for (const [index, { name, used, ends }] of given.entries()) {
    const { id } = await aToken(db, admin, {
      name,
      createdAt: at(index < 2 ? -50 : index - 60),
      ...(ends !== null && { expiresAt: at(ends) }),
    });
    if (used !== null) countUsage(id, at(used));
  }
  await flushUsage({ db });
  return admin;
}

dbTest("every order goes through all tokens page by page, once each, ties by id, with those without a value at its end", async ({ db }) => {
  const admin = await someTokens(db);
  const valueOf = (key: string) => (row: { name: string; createdAt: Date; lastUsedAt: Date | null; expiresAt: Date | null }) =>
    key === "name"
      ? row.name
      : key === "created_at"
        ? row.createdAt.getTime()
        : key === "last_used_at"
          ? (row.lastUsedAt?.getTime() ?? -Infinity)
          : (row.expiresAt?.getTime() ?? Infinity);
  for (const ordering of tokenOrderings) {
    const rows = [];
    let cursor: string | undefined;
    do {
      const page = await readTokens({ db, now }, admin, { ...tokenFilters.parse({ ordering, limit: "2" }), cursor });
      rows.push(...page.rows);
      cursor = page.next ?? undefined;
    } while (cursor !== undefined);
    expect(new Set(rows.map(({ id }) => id)).size, ordering).toBe(7);
    const sign = ordering.startsWith("-") ? -1 : 1;
    const value = valueOf(ordering.replace("-", ""));
    const sorted = [...rows].sort((a, b) => {
      const [left, right] = [value(a), value(b)];
      return sign * (left < right ? -1 : left > right ? 1 : a.id < b.id ? -1 : 1);
    });
    expect(
      rows.map(({ id }) => id),
      ordering,
    ).toEqual(sorted.map(({ id }) => id));
  }
});

dbTest("a cursor is good for its own order only, and holds what a time can be", async ({ db }) => {
  const admin = await someTokens(db);
  const list = (query: Record<string, string>) => listTokens({ db, now }, admin, tokenFilters.parse(query));
  const { next } = await list({ ordering: "name", limit: "1" });
  await expect(list({ ordering: "-name", cursor: next ?? "" })).rejects.toMatchObject({ code: "cursor_invalid" });
  const id = "00000000-0000-4000-8000-000000000000";
  for (const key of [
    ["created_at", null, id],
    ["name", null, id],
    ["name", "\u0000", id],
    ["last_used_at", "yesterday", id],
    ["expires_at", "0000-01-01T00:00:00Z", id],
    ["expires_at", null, "x"],
  ]) {
    const cursor = Buffer.from(JSON.stringify(key)).toString("base64url");
    await expect(list({ ordering: String(key[0]), cursor }), String(key)).rejects.toMatchObject({ code: "cursor_invalid" });
  }
});

dbTest("stores, kinds and states are asked for one or several at once; what has ended is neither on nor off", async ({ db }) => {
  const admin = await anAdmin(db);
  const owner = await aUser(db);
  const [linen, wool] = [await aStore(db, owner), await aStore(db, owner)];
  const made = {
    on: await aToken(db, owner, { store: linen, expiresAt: at(1) }),
    off: await aToken(db, owner, { store: wool, isActive: false, integrationType: "shopify" }),
    ended: await aToken(db, owner, { store: wool, expiresAt: at(-1) }),
    endedOff: await aToken(db, admin, { isActive: false, expiresAt: at(-1), integrationType: "custom" }),
  };
  const find = async (query: Record<string, string>) => {
    const { rows, count } = await listTokens({ db, now }, admin, tokenFilters.parse(query));
    expect(count).toEqual({ count: rows.length, isEstimate: false });
    return Object.entries(made).flatMap(([name, { id }]) => (rows.some((row) => row.id === id) ? [name] : []));
  };
  expect(await find({ state: "on" })).toEqual(["on"]);
  expect(await find({ state: "off" })).toEqual(["off"]);
  expect(await find({ state: "expired" })).toEqual(["ended", "endedOff"]);
  expect(await find({ state: "off,expired" })).toEqual(["off", "ended", "endedOff"]);
  expect(await find({ is_active: "false" }), "the switch alone").toEqual(["off", "endedOff"]);
  expect(await find({ store_id: `${linen.id},${wool.id}` })).toEqual(["on", "off", "ended"]);
  expect(await find({ store_id: wool.id, state: "on,off" })).toEqual(["off"]);
  expect(await find({ integration_type: "shopify,custom" })).toEqual(["off", "endedOff"]);
  expect(await find({ store_id: `${linen.id},x` })).toEqual([]);
  expect(() => tokenFilters.parse({ state: "on,lost" })).toThrow();
  expect(() => tokenFilters.parse({ ordering: "usage_count" })).toThrow();
});
