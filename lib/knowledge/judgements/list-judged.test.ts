import { expect } from "vitest";
import { aStore, aUser, anAdmin } from "@/lib/testing/builders";
import { dbTest } from "@/lib/testing/db-test";
import { aDraft, saveProducts } from "@/lib/testing/products";
import type { Caller } from "@/lib/access/caller";
import { judge } from "./judge";
import { listJudged, MAX_ANSWERS, type JudgedList } from "./list-judged";
import { listJudgements } from "./list-judgements";
import { judgedOrderings, judgementFilters } from "./wire";

const at = (minute: number) => () => new Date(Date.UTC(2026, 10, 21, 12, minute));
const asked = (given: Partial<JudgedList> = {}): JudgedList => ({ ordering: "-judged_at", limit: 50, cursor: undefined, ...given });

dbTest(
  "judged queries are listed in every order, page by page, with their answers; filters narrow, and only one's own are seen",
  async ({ db }) => {
    const [owner, other, admin] = [await aUser(db), await aUser(db), await anAdmin(db)];
    const [store, foreign] = [await aStore(db, owner, { name: "Mine" }), await aStore(db, other)];
    const drafts = (names: readonly string[]) => names.map((title) => aDraft({ externalId: `woo_${title}`, title }));
    const [cup = "", shoe = "", bag = ""] = await saveProducts(db, store.id, drafts(["cup", "shoe", "bag"]));
    const [theirs = ""] = await saveProducts(db, foreign.id, drafts(["theirs"]));
    let minute = 0;
    const say = (caller: Caller, query: string, productId: string, verdict: "up" | "down" | null) =>
      judge({ db, now: at(minute++) }, caller, { productId, query, filters: { in_stock: true }, rank: 3, score: 0.5, verdict });
    await say(owner, "كيف", cup, "up");
    await say(admin, "کیف", cup, "down");
    await say(owner, "کیف", bag, "up");
    await say(owner, "Alpha", shoe, "down");
    await say(owner, "beta", shoe, "up");
    await say(admin, "beta", bag, "down");
    await say(other, "theirs", theirs, "up");

    const queries = async (caller: Caller, given: Partial<JudgedList> = {}) =>
      (await listJudged({ db }, caller, asked(given))).rows.map(({ query }) => query);
    expect(await queries(owner)).toEqual(["beta", "Alpha", "کیف"]);
    expect(await queries(owner, { ordering: "query" })).toEqual(["Alpha", "beta", "کیف"]);
    expect(await queries(owner, { ordering: "-thumbs" })).toEqual(["کیف", "beta", "Alpha"]);
    expect(await queries(owner, { ordering: "-up" })).toEqual(["کیف", "beta", "Alpha"]);
    expect(await queries(owner, { verdict: "up" })).toEqual(["beta", "کیف"]);
    expect(await queries(owner, { q: "كی" }), "either keyboard finds it").toEqual(["کیف"]);
    expect(await queries(owner, { q: "%" })).toEqual([]);
    expect(await queries(owner, { storeId: foreign.id })).toEqual([]);
    expect(await queries(admin, { storeId: foreign.id })).toEqual(["theirs"]);
    expect(await queries(admin)).toEqual(["theirs", "beta", "Alpha", "کیف"]);

    const bagQuery = (await listJudged({ db }, owner, asked({ q: "کیف" }))).rows[0];
    expect(bagQuery).toMatchObject({ storeName: "Mine", up: 2, down: 1, judgedAt: at(2)() });
    expect(bagQuery?.answers.map(({ title, verdict, isOwn }) => [title, verdict, isOwn])).toEqual([
      ["bag", "up", true],
      ["cup", "up", true],
      ["cup", "down", false],
    ]);
    expect(bagQuery?.answers[0]).toMatchObject({ productId: bag, rank: 3, score: 0.5, filters: { in_stock: true } });

    for (const ordering of judgedOrderings) {
      const seen: string[] = [];
      let cursor: string | undefined;
      do {
        const page = await listJudged({ db }, admin, asked({ ordering, limit: 1, cursor }));
        expect(page.count.count).toBe(4);
        seen.push(...page.rows.map(({ query }) => query));
        cursor = page.next ?? undefined;
      } while (cursor !== undefined);
      expect(seen, ordering).toEqual(await queries(admin, { ordering }));
      expect(new Set(seen).size).toBe(4);
    }
    await expect(listJudged({ db }, owner, asked({ cursor: "bm9uc2Vuc2U" }))).rejects.toMatchObject({ code: "cursor_invalid" });

    // Taken back, one's own word is gone, the others' stays.
    await say(owner, "beta", shoe, null);
    expect((await listJudged({ db }, owner, asked({ q: "beta" }))).rows[0]).toMatchObject({ up: 0, down: 1 });
    await say(owner, "Alpha", shoe, null);
    expect(await queries(owner)).toEqual(["beta", "کیف"]);

    const judgements = async (query: Record<string, string>) => {
      const { rows, count } = await listJudgements({ db }, owner, judgementFilters.parse(query));
      expect(count.count).toBe(rows.length);
      return rows.map(({ product }) => product.title);
    };
    expect(await judgements({ verdict: "down" })).toEqual(["bag", "cup"]);
    expect(await judgements({ q: "كيف", verdict: "up" })).toEqual(["bag", "cup"]);
  },
);

dbTest("of a query with many judgements a few are shown, one's own first, and all are counted", async ({ db }) => {
  const [owner, admin] = [await aUser(db), await anAdmin(db)];
  const store = await aStore(db, owner);
  const count = MAX_ANSWERS + 5;
  const ids = await saveProducts(
    db,
    store.id,
    Array.from({ length: count }, (_, n) => aDraft({ externalId: `woo_${n}`, title: `cup ${n}` })),
  );
  for (const [n, productId] of ids.entries())
    await judge({ db, now: at(n) }, n === 0 ? owner : admin, { productId, query: "cup", filters: {}, rank: 1, score: 1, verdict: "up" });
  const [row] = (await listJudged({ db }, owner, asked())).rows;
  expect([row?.up, row?.answers.length, row?.answers[0]?.isOwn]).toEqual([count, MAX_ANSWERS, true]);
});
