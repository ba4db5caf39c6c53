import { expect } from "vitest";
import type { DbClient } from "@/lib/core/db";
import { anOwnedStore } from "@/lib/testing/an-owned-store";
import { dbTest } from "@/lib/testing/db-test";
import type { ProductChange } from "./draft";
import { refuseStale } from "./refuse-stale";
import { aDraft } from "@/lib/testing/products";

const ARRIVED = new Date("2026-01-01T12:00:00Z");
const FUTURE = new Date("2030-01-01T00:00:00Z");
const LATER_FUTURE = new Date("2030-01-02T00:00:00Z");
const clock = (hour: number) => new Date(Date.UTC(2026, 0, 1, hour));

const upsert = (seq: number, at: Date | null): ProductChange => ({
  kind: "upsert",
  draft: aDraft({ externalId: "woo_414" }),
  at,
  seq: BigInt(seq),
});
const deletion = (seq: number, at: Date | null, tombstoneAt = ARRIVED): ProductChange => ({
  kind: "delete",
  externalId: "woo_414",
  at,
  seq: BigInt(seq),
  tombstoneAt,
});

const reading = (seq: number, at: Date | null): ProductChange => ({ ...upsert(seq, at), isReading: true }) as ProductChange;

/** Applies changes of one product one after the other. @returns which of them won */
async function apply(db: DbClient, changes: readonly ProductChange[]): Promise<boolean[]> {
  const { id: storeId } = await anOwnedStore(db);
  const won: boolean[] = [];
  for (const change of changes) won.push((await refuseStale(db, storeId, [change])).size === 1);
  return won;
}

const cases: [fact: string, changes: ProductChange[], won: boolean[]][] = [
  ["newer on the store's clock wins, older is stale", [upsert(1, clock(5)), upsert(2, clock(6)), upsert(3, clock(4))], [true, true, false]],
  [
    "at equal times the later arrival wins, in whatever order they are applied",
    [upsert(2, clock(5)), upsert(1, clock(5)), upsert(3, clock(5))],
    [true, false, true],
  ],
  ["without times the later arrival wins", [upsert(2, null), upsert(1, null), upsert(3, null)], [true, false, true]],
  [
    "the same change again is no newer and no older",
    [upsert(1, clock(5)), upsert(1, clock(5)), upsert(2, null), upsert(2, null)],
    [true, true, true, true],
  ],
  ["without a time it beats what arrived before it, late or not", [upsert(2, null), upsert(1, FUTURE)], [true, false]],
  [
    "… also when something else has changed the product since",
    [upsert(2, null), upsert(3, clock(1)), upsert(1, FUTURE)],
    [true, true, false],
  ],
  ["a time that arrives after no time wins", [upsert(1, null), upsert(2, clock(1))], [true, true]],
  [
    "at equal times a deletion beats an upsert, whichever comes first",
    [upsert(1, clock(5)), deletion(2, clock(5)), upsert(3, clock(5))],
    [true, true, false],
  ],
  [
    "only something strictly newer revives",
    [deletion(1, clock(5)), upsert(2, clock(4)), upsert(3, clock(5)), upsert(4, clock(6))],
    [true, false, false, true],
  ],
  ["a deletion with a time older than the product is stale", [upsert(1, clock(6)), deletion(2, clock(5))], [true, false]],
  [
    "a deletion without a time beats a date in the future, and only a later one revives",
    [upsert(1, FUTURE), deletion(2, null), upsert(3, FUTURE), upsert(4, LATER_FUTURE)],
    [true, true, false, true],
  ],
  [
    "a deletion without a time is not undone by what is older than its arrival",
    [upsert(1, clock(1)), deletion(2, null), upsert(3, clock(2))],
    [true, true, false],
  ],
  ["a deletion without a time is undone by a later arrival without a time", [deletion(1, null), upsert(2, null)], [true, true]],
  [
    "a deletion without a time that is tried late does not beat what arrived after it and is newer",
    [upsert(2, FUTURE), deletion(1, null)],
    [true, false],
  ],
  [
    "a reading beats what arrived before the shop was asked, whatever the dates say",
    [upsert(1, FUTURE), reading(2, clock(1))],
    [true, true],
  ],
  ["… also a deletion: the shop has it", [upsert(1, clock(5)), deletion(2, null), reading(3, clock(5))], [true, true, true]],
  ["what arrived before a reading is stale when it is applied after it", [reading(2, clock(1)), upsert(1, FUTURE)], [true, false]],
  [
    "what arrived after the shop was asked wins when it is as new or newer, and only then",
    [reading(1, clock(5)), upsert(2, clock(4)), upsert(3, clock(5))],
    [true, false, true],
  ],
  [
    "a reading that comes to its end late loses to what arrived meanwhile, unless it is newer",
    [upsert(2, clock(5)), reading(1, clock(5)), reading(1, clock(6))],
    [true, false, true],
  ],
  [
    "a product deleted while it was read stays deleted",
    [upsert(1, clock(5)), deletion(3, null), reading(2, clock(5))],
    [true, true, false],
  ],
  ["the later of two readings wins, whatever the shop's clock did", [reading(1, clock(9)), reading(2, clock(3))], [true, true]],
];

for (const [fact, changes, won] of cases) {
  dbTest(fact, async ({ db }) => {
    expect(await apply(db, changes)).toEqual(won);
  });
}

dbTest("each store keeps its own version of product 414", async ({ db }) => {
  const [one, other] = [await anOwnedStore(db), await anOwnedStore(db)];
  expect((await refuseStale(db, one.id, [upsert(1, clock(9))])).size).toBe(1);
  expect((await refuseStale(db, other.id, [upsert(2, clock(3))])).size).toBe(1);
});

dbTest("workers that race with the same product end with the newest, whoever is last", async ({ db }) => {
  const { id: storeId } = await anOwnedStore(db);
  const hours = [3, 9, 1, 7, 5, 8, 2, 6, 4];
  await Promise.all(hours.map((hour, index) => refuseStale(db, storeId, [upsert(index + 1, clock(hour))])));
  expect(await db.productVersion.findMany({ select: { at: true, seq: true, isDeleted: true } })).toEqual([
    { at: clock(9), seq: 2n, isDeleted: false },
  ]);
});
