import fc from "fast-check";
import { expect, test } from "vitest";
import { listPages } from "./list-pages";
import { createPace, type FailedAsk } from "./pace";

type Row = { id: number; row: string };
const paceOf = (atOnce: number, perPage: number) => createPace({ atOnce, perPage }, { wait: async () => {} });

/** A shop whose catalogue changes between questions. */
function aShop(ids: number[], change: (asked: number, ids: number[]) => void = () => {}) {
  const shop = { ids: [...ids], asked: 0 };
  return {
    shop,
    ask: async (offset: number, perPage: number) => {
      change(++shop.asked, shop.ids);
      await Promise.resolve();
      const page = shop.ids.slice(offset, offset + perPage);
      return { rows: page.map((id): Row => ({ id, row: `product ${id}` })), total: shop.ids.length };
    },
  };
}

async function listed(pages: AsyncGenerator<{ fresh: Row[] }>): Promise<number[]> {
  const ids: number[] = [];
  for await (const { fresh } of pages) ids.push(...fresh.map(({ id }) => id));
  return ids;
}
const upTo = (count: number) => Array.from({ length: count }, (_, index) => (index + 1) * 3);

test("every product comes once, whatever the size of the catalogue, of a page and of the round", async () => {
  for (const count of [0, 1, 9, 10, 11, 19, 20, 99, 100, 101, 250])
    for (const atOnce of [1, 3, 6]) {
      const { ask } = aShop(upTo(count));
      expect(await listed(listPages(ask, paceOf(atOnce, 10), { offset: 0, after: null })), `${count} at ${atOnce}`).toEqual(upTo(count));
    }
});

test("what is deleted while the walk is under way makes it skip nothing", async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.integer({ min: 1, max: 150 }),
      fc.integer({ min: 1, max: 6 }),
      fc.array(fc.tuple(fc.integer({ min: 1, max: 12 }), fc.nat({ max: 149 })), { maxLength: 60 }),
      async (count, atOnce, deletions) => {
        const gone = new Set<number>();
        const { ask } = aShop(upTo(count), (asked, ids) => {
          for (const [when, index] of deletions) if (when === asked && ids[index] !== undefined) gone.add(ids.splice(index, 1)[0] ?? 0);
        });
        const found = await listed(listPages(ask, paceOf(atOnce, 10), { offset: 0, after: null }));
        expect(new Set(found).size, "none twice").toBe(found.length);
        expect(
          upTo(count).filter((id) => !gone.has(id) && !found.includes(id)),
          "none skipped",
        ).toEqual([]);
      },
    ),
    { numRuns: 400 },
  );
});

test("what is added while the walk is under way comes at its end", async () => {
  const { ask } = aShop(upTo(30), (asked, ids) => void (asked === 3 && ids.push(1_000, 1_001)));
  expect(await listed(listPages(ask, paceOf(2, 10), { offset: 0, after: null }))).toEqual([...upTo(30), 1_000, 1_001]);
});

test("it goes on where it was, also when what it had passed is gone meanwhile", async () => {
  const { ask } = aShop(upTo(50).slice(7));
  expect(await listed(listPages(ask, paceOf(1, 10), { offset: 20, after: 60 }))).toEqual(upTo(50).slice(20));
});

test("a host that gives fewer than asked is followed page by page", async () => {
  const { shop } = aShop(upTo(60));
  const ask = async (offset: number, perPage: number) => ({
    rows: shop.ids.slice(offset, offset + Math.min(perPage, 7)).map((id): Row => ({ id, row: "" })),
    total: shop.ids.length,
  });
  expect(await listed(listPages(ask, paceOf(4, 50), { offset: 0, after: null }))).toEqual(upTo(60));
});

test("a shop that does not count is walked to its end, whatever is deleted meanwhile; one that answers all alike ends too", async () => {
  for (const count of [0, 1, 9, 10, 11, 99, 100, 101]) {
    const { ask } = aShop(upTo(count));
    const uncounted = async (offset: number, perPage: number) => ({ ...(await ask(offset, perPage)), total: null });
    expect(await listed(listPages(uncounted, paceOf(3, 10), { offset: 0, after: null })), `${count}`).toEqual(upTo(count));
  }
  const { shop, ask } = aShop(upTo(45), (asked, ids) => void (asked === 4 && ids.splice(0, 15)));
  const uncounted = async (offset: number, perPage: number) => ({ ...(await ask(offset, perPage)), total: null });
  const found = await listed(listPages(uncounted, paceOf(3, 10), { offset: 0, after: null }));
  expect(shop.ids.filter((id) => !found.includes(id))).toEqual([]);
  const alike = async () => ({ rows: upTo(10).map((id): Row => ({ id, row: "" })), total: null });
  expect(await listed(listPages(alike, paceOf(3, 10), { offset: 0, after: null }))).toEqual(upTo(10));
});

test("a row that stands twice in a page is one", async () => {
  const { shop, ask } = aShop([3, 6, 6, 9, 12, 12, 15]);
  expect(await listed(listPages(ask, paceOf(2, 10), { offset: 0, after: null }))).toEqual([...new Set(shop.ids)]);
  for (const perPage of [10, 11]) {
    const many = aShop([...upTo(30), ...upTo(30)].sort((a, b) => a - b));
    expect(await listed(listPages(many.ask, paceOf(2, perPage), { offset: 0, after: null })), `${perPage} a page`).toEqual(upTo(30));
  }
});

test("a shop that does not sort is not believed", async () => {
  const ask = async () => ({
    rows: [
      { id: 3, row: "" },
      { id: 2, row: "" },
    ],
    total: 2,
  });
  await expect(listed(listPages(ask, paceOf(1, 10), { offset: 0, after: null }))).rejects.toMatchObject({ problem: "unordered" });
});

const failure = (given: Partial<FailedAsk> = {}): FailedAsk & Error =>
  Object.assign(new Error("no"), { isPassing: true, retryAfterMs: null, problem: "server_error", ...given });

test("the pace grows with clean answers and halves with a failure that passes", async () => {
  const pauses: number[] = [];
  const pace = createPace({}, { wait: async (ms) => void pauses.push(ms), random: () => 0 });
  expect([pace.atOnce(), pace.perPage()]).toEqual([2, 100]);
  for (let turn = 0; turn < 30; turn++) await pace.ask(async () => turn);
  expect(pace.atOnce()).toBe(6);
  let failures = 2;
  expect(await pace.ask(async (perPage) => (failures-- > 0 ? Promise.reject(failure()) : perPage))).toBe(25);
  expect([pace.atOnce(), pauses]).toEqual([2, [500, 1_000]]);
});

test("a shop that says when to come back is not asked before, and a long wait is left to the queue", async () => {
  const pauses: number[] = [];
  const pace = createPace({}, { wait: async (ms) => void pauses.push(ms) });
  let failures = 1;
  await pace.ask(async () => (failures-- > 0 ? Promise.reject(failure({ retryAfterMs: 7_000, problem: "rate_limited" })) : null));
  expect([pauses, pace.perPage()]).toEqual([[7_000], 100]);
  await expect(pace.ask(() => Promise.reject(failure({ retryAfterMs: 600_000 })))).rejects.toMatchObject({ retryAfterMs: 600_000 });
  const refusal = failure({ isPassing: false, problem: "invalid" });
  await expect(pace.ask(() => Promise.reject(refusal))).rejects.toMatchObject({ isPassing: false });
  expect(pauses).toHaveLength(1);
});

test("an answer that is too large is asked for smaller, down to the least, whether or not it would pass later", async () => {
  const pace = createPace({}, { wait: async () => {} });
  const sizes: number[] = [];
  const ask = (perPage: number) => {
    sizes.push(perPage);
    return perPage > 10 ? Promise.reject(failure({ isPassing: false, problem: "too_large" })) : Promise.resolve(perPage);
  };
  expect(await pace.ask(ask)).toBe(10);
  expect(sizes).toEqual([100, 50, 25, 12, 10]);
});

test("a shop that was silent for long is not asked again with a worker in hand", async () => {
  let clock = 0;
  const pace = createPace({}, { wait: async () => {}, now: () => clock });
  let asked = 0;
  const hanging = () => {
    asked++;
    clock += 30_000;
    return Promise.reject(failure({ problem: "timeout" }));
  };
  await expect(pace.ask(hanging)).rejects.toMatchObject({ problem: "timeout" });
  expect([asked, pace.perPage()], "the next look asks for less").toEqual([1, 50]);
});

test("never more questions at once than the pace allows", async () => {
  const pace = createPace({ atOnce: 3 }, { wait: async () => {} });
  let now = 0;
  let most = 0;
  await Promise.all(
    Array.from({ length: 20 }, () =>
      pace.ask(async () => {
        most = Math.max(most, ++now);
        expect(now).toBeLessThanOrEqual(pace.atOnce());
        await new Promise((resolve) => setImmediate(resolve));
        now--;
      }),
    ),
  );
  expect(most).toBeGreaterThan(2);
});
