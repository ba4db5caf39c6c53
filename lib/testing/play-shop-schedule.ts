import fc from "fast-check";

/** What may happen to a shop, its webhooks, its requests, its clock and the hub. Played by play-shop.ts. */

/** One verb for each action of the fake shop; what finds nothing to act on does nothing. */
const verbs = [
  "publish",
  "saveDraft",
  "publishDraft",
  "schedule",
  "publishScheduled",
  "rename",
  "describe",
  "hide",
  "quickEdit",
  "bulkEdit",
  "importCsv",
  "saveVariations",
  "variationStock",
  "variationMeta",
  "deleteVariation",
  "trash",
  "restore",
  "deleteForever",
  "emptyTrash",
  "checkout",
  "setStock",
  "renameByPlugin",
  "writeMeta",
  "describeSilently",
  "duplicate",
  "renameCategory",
  "review",
] as const;

const edit = fc.record({
  do: fc.constant("edit" as const),
  verb: fc.constantFrom(...verbs),
  /** Most of it happens to few. */
  which: fc.oneof(fc.nat({ max: 2 }), fc.nat({ max: 99 })),
  value: fc.nat({ max: 3 }),
  /** As the one before: its date tells nothing. */
  isInSameSecond: fc.boolean(),
});
export type Edit = typeof edit extends fc.Arbitrary<infer T> ? T : never;

/** The shop sends its queue, and this happens on the way. `isHeld`: it arrives when a later "release" lets it. */
const deliver = fc.record({
  do: fc.constant("deliver" as const),
  drop: fc.oneof(fc.constant(0), fc.nat({ max: 3 })),
  double: fc.oneof(fc.constant(0), fc.nat({ max: 3 })),
  isReordered: fc.boolean(),
  way: fc.constantFrom("open", "open", "open", "held", "down" as const),
});
const release = fc.record({ do: fc.constant("release" as const), isReversed: fc.boolean() });

/** At its n-th word to the database, or before its n-th commit, the hub is killed, or hears once that the database is busy. */
const crash = fc.record({
  at: fc.nat({ max: 40 }),
  isAtCommit: fc.boolean(),
  kind: fc.constantFrom("killed" as const, "busy" as const),
});
export type Crash = typeof crash extends fc.Arbitrary<infer T> ? T : never;

const drain = fc.record({ do: fc.constant("drain" as const), crash: fc.option(crash, { freq: 2 }) });
const cancel = fc.record({ do: fc.constant("cancel" as const) });
/** Hours and odd minutes. */
const clock = fc.record({ do: fc.constant("clock" as const), minutes: fc.constantFrom(-611, -187, -61, 67, 181, 613) });

const faultKinds = ["fatal", "bad-gateway", "cut", "warnings", "firewall", "too-many", "maintenance", "hang"] as const;
const faults = fc.record({
  do: fc.constant("faults" as const),
  kind: fc.constantFrom(...faultKinds),
  times: fc.constantFrom(1, 1, 2, 3, 4, 5, 9),
  path: fc.constantFrom("/products", "/products", "variations", "webhooks", "/"),
});

const between = fc.oneof({ weight: 6, arbitrary: edit }, { weight: 2, arbitrary: deliver }, release, drain, cancel, clock);

const sync = fc.record({
  do: fc.constant("sync" as const),
  mode: fc.constantFrom("full" as const, "incremental" as const, "incremental" as const, "reconcile" as const),
  isForced: fc.constantFrom(false, false, true),
  crash: fc.option(crash, { freq: 1 }),
  slices: fc.integer({ min: 1, max: 5 }),
  /** While the shop works out its n-th answer. */
  during: fc.array(fc.record({ request: fc.nat({ max: 12 }), act: between }), { maxLength: 4 }),
});

const action = fc.oneof(
  { weight: 14, arbitrary: edit },
  { weight: 5, arbitrary: deliver },
  { weight: 2, arbitrary: release },
  { weight: 4, arbitrary: drain },
  { weight: 5, arbitrary: sync },
  { weight: 2, arbitrary: faults },
  { weight: 2, arbitrary: clock },
  { weight: 1, arbitrary: cancel },
  { weight: 1, arbitrary: fc.record({ do: fc.constant("embed" as const) }) },
);
export type Action = typeof action extends fc.Arbitrary<infer T> ? T : never;

export const shopSchedule = fc.record({
  products: fc.oneof({ weight: 3, arbitrary: fc.integer({ min: 5, max: 12 }) }, { weight: 1, arbitrary: fc.integer({ min: 13, max: 25 }) }),
  /** Tenths that are variable. */
  variableTenths: fc.nat({ max: 4 }),
  seed: fc.nat({ max: 9 }),
  /** Products of a page, so that a small shop has several. */
  perPage: fc.constantFrom(10, 10, 100),
  atOnce: fc.integer({ min: 1, max: 4 }),
  skewMinutes: fc.constantFrom(0, 0, -3_000, 3_000),
  isSyncedFirst: fc.constantFrom(true, true, true, false),
  actions: fc.array(action, { minLength: 3, maxLength: 18 }),
});
export type ShopSchedule = typeof shopSchedule extends fc.Arbitrary<infer T> ? T : never;
