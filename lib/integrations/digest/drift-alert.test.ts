import { expect, test } from "vitest";
import type { DbClient } from "@/lib/core/db";
import { createLog } from "@/lib/core/log";
import { createEventReceiver } from "@/lib/events/receive-event";
import { silentLog } from "@/lib/testing/a-hub";
import { aStore, aUser } from "@/lib/testing/builders";
import { dbTest } from "@/lib/testing/db-test";
import { aDraft, saveProducts } from "@/lib/testing/products";
import { isAlarming } from "./drift-alert";
import { listDigests, showDrift } from "./drift";
import { receiveDigestPage } from "./receive-digest-page";
import { recordLook, type Look } from "./record-look";
import { digestBody } from "./wire";

const noon = "2026-01-01T12:00:00Z";

test.each<[boolean, { total?: number; missing?: number; different?: number; extra?: number }, number, number]>([
  [false, { missing: 10 }, 1_000, 1],
  [true, { missing: 11 }, 1_000, 1],
  [true, { missing: 4, different: 4, extra: 3 }, 1_000, 1],
  // Of the larger side: 900 in the shop, 1,100 here.
  [false, { total: 900, extra: 11 }, 1_100, 1],
  [true, { total: 900, extra: 12 }, 1_100, 1],
  [false, { total: 4, different: 4 }, 4, 1],
  [true, { total: 5, different: 5 }, 5, 1],
  [false, { total: 0 }, 0, 1],
  [true, { missing: 6 }, 1_000, 0.5],
  [false, { missing: 5 }, 1_000, 0.5],
  [false, { total: 0, missing: 0 }, 1_000, 0],
])("alarm %s: %j of a shop, %i products here, above %f percent", (isAlarm, found, active, percent) => {
  expect(isAlarming({ total: 1_000, missing: 0, different: 0, extra: 0, ...found }, active, percent)).toBe(isAlarm);
});

/** A store with products 1 … 100, and what was logged and counted of it. */
async function aWatched(db: DbClient, percent = 1) {
  const owner = await aUser(db);
  const { id: storeId } = await aStore(db, owner);
  const ids = Array.from({ length: 100 }, (_, index) => index + 1);
  await saveProducts(
    db,
    storeId,
    ids.map((id) => aDraft({ externalId: `woo_${id}`, sourceUpdatedAt: new Date(noon) })),
  );
  const lines: string[] = [];
  const counted: string[] = [];
  const deps = {
    db,
    receiver: createEventReceiver({ db, log: silentLog, onAccepted: () => {} }),
    env: { DRIFT_ALERT_PERCENT: percent },
    log: createLog("warn", { write: (line) => void lines.push(line) }),
    metrics: { driftAlerts: { inc: ({ origin }: { origin: string }) => void counted.push(origin) } },
  };
  const page = (from: number, to: number, different: number, [at, pages] = [1, 1]) =>
    digestBody.parse({
      products: ids.slice(from - 1, to).map((id) => ({ id, modified: id <= different ? null : noon, hash: null })),
      ...{ page: at, pages },
    });
  return {
    deps,
    storeId,
    counted,
    logged: () => lines.map((line) => JSON.parse(line) as Record<string, unknown>),
    tell: (given: ReturnType<typeof page>) => receiveDigestPage(deps, storeId, given, { tokenId: null, sourceIp: null, requestId: null }),
    page,
    drift: () => showDrift(deps, owner, storeId),
    history: () => listDigests(deps, owner, storeId, 10),
  };
}

dbTest("a digest above the threshold is an alarm, told once, until the next is below it; the first is none", async ({ db }) => {
  const { tell, page, drift, logged, counted, storeId, history } = await aWatched(db);
  await tell(page(1, 100, 100));
  expect(await drift(), "nothing had been seen before").toMatchObject({ different: 100, isAlert: false, thresholdPercent: 1 });
  await tell(page(1, 100, 4));
  expect(await drift(), "fewer than five").toMatchObject({ different: 4, isAlert: false });
  expect([logged(), counted]).toEqual([[], []]);

  await tell(page(1, 50, 6, [1, 2]));
  expect(await drift(), "half a digest says nothing").toMatchObject({ different: 4, isAlert: false });
  await tell(page(51, 100, 6, [2, 2]));
  await tell(page(51, 100, 6, [2, 2]));
  expect(await drift()).toMatchObject({ different: 6, isAlert: true, origin: "plugin" });
  expect(logged()).toEqual([
    expect.objectContaining({ level: 40, storeId, origin: "plugin", different: 6, total: 100, thresholdPercent: 1 }),
  ]);
  expect(counted).toEqual(["plugin"]);

  await tell(page(1, 100, 0));
  expect(await drift()).toMatchObject({ different: 0, isAlert: false });
  expect(
    (await history()).map(({ isAlert }) => isAlert),
    "the history keeps it",
  ).toEqual([false, true, false, false]);
});

dbTest("a look of the hub's own is measured in the same way, and says what it could not mend", async ({ db }) => {
  const { deps, storeId, drift, history } = await aWatched(db, 10);
  let day = 0;
  const look = (found: Partial<Look>) => {
    const startedAt = new Date(Date.UTC(2026, 0, ++day));
    const whole = { total: 100, missing: 0, different: 0, unsaved: 0, gone: [], startedAt, ...found };
    return db.$transaction((tx) => recordLook(tx, storeId, "woocommerce", whole, deps.env.DRIFT_ALERT_PERCENT));
  };
  expect(await look({ missing: 100 })).toMatchObject({ isAlert: false });
  expect(await look({ missing: 4, different: 6 }), "exactly the threshold").toMatchObject({ isAlert: false });
  expect(await look({ missing: 4, different: 6, gone: ["woo_1"], unsaved: 2 })).toMatchObject({ isAlert: true });
  expect((await history())[0]).toMatchObject({ missing: 4, different: 6, extra: 1, unsaved: 2, isAlert: true, origin: "pull" });
  expect(await drift()).toMatchObject({ verified: 98, missing: 0, different: 2, extra: 0, isAlert: true });
  expect(await look({})).toMatchObject({ isAlert: false });
});

dbTest("another store's comparisons neither make a first one an alarm nor end one", async ({ db }) => {
  const one = await aWatched(db);
  await one.tell(one.page(1, 100, 0));
  await one.tell(one.page(1, 100, 50));
  const other = await aWatched(db);
  await other.tell(other.page(1, 100, 50));
  expect([(await one.drift()).isAlert, (await other.drift()).isAlert]).toEqual([true, false]);
});
