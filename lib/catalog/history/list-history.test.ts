import { expect } from "vitest";
import { aStore, aUser, anAdmin, anIncomingEvent, someEvents } from "@/lib/testing/builders";
import { dbTest } from "@/lib/testing/db-test";
import { aDraft, saveProducts } from "@/lib/testing/products";
import { changeOfEvent, listHistory } from "./list-history";
import { historyList, historyQuery } from "./wire";

dbTest("pages walk a history once, newest first, in the words of the wire", async ({ db }) => {
  const owner = await aUser(db);
  const store = await aStore(db, owner);
  const draft = aDraft({ price: "0" });
  const [id = ""] = await saveProducts(db, store.id, [draft]);
  for (let price = 1; price < 5; price++) await saveProducts(db, store.id, [{ ...draft, price: String(price) }]);
  const list = async (query: Record<string, string> = {}) =>
    historyList.parse(await listHistory({ db }, owner, id, historyQuery.parse(query)));
  const seen: number[] = [];
  for (let cursor: string | null | undefined; cursor !== null;) {
    const page = await list({ limit: "2", ...(cursor && { cursor }) });
    expect(page.count).toBe(5);
    seen.push(...page.results.map(({ number }) => number));
    cursor = page.next;
  }
  expect(seen).toEqual([5, 4, 3, 2, 1]);
  expect((await list()).results[0]).toEqual({
    number: 5,
    kind: "changed",
    at: expect.any(String) as string,
    cause: null,
    currency: { before: "IRT", after: "IRT" },
    changes: [{ field: "price", before: "3", after: "4" }],
    variants: null,
  });
  await expect(list({ cursor: "nonsense" })).rejects.toMatchObject({ code: "cursor_invalid" });
});

dbTest("amounts are told in the currency of then, not of now", async ({ db }) => {
  const owner = await aUser(db);
  const store = await aStore(db, owner);
  const draft = aDraft({ price: "120000", currency: null });
  const [id = ""] = await saveProducts(db, store.id, [draft]);
  for (const [price, currency] of [
    ["120000", "IRT"],
    ["130000", "IRT"],
    ["1300000", "IRR"],
    ["1400000", "IRR"],
  ] as const)
    await saveProducts(db, store.id, [{ ...draft, price, currency }]);
  const { rows } = await listHistory({ db }, owner, id, historyQuery.parse({}));
  expect(rows.map(({ currency }) => [currency.before, currency.after])).toEqual([
    ["IRR", "IRR"],
    ["IRT", "IRR"],
    ["IRT", "IRT"],
    [null, "IRT"],
    [null, null],
  ]);
});

dbTest("an event is pointed at while it is kept, and finds what it made", async ({ db }) => {
  const owner = await aUser(db);
  const store = await aStore(db, owner);
  const [id = ""] = await saveProducts(db, store.id, [aDraft()]);
  const [event = "", forgotten = ""] = await someEvents(db, [anIncomingEvent(store.id), anIncomingEvent(store.id)]);
  await db.productChange.updateMany({ data: { cause: "event", eventId: BigInt(event) } });
  const causeOf = async () => (await listHistory({ db }, owner, id, historyQuery.parse({}))).rows[0]?.cause;
  expect(await causeOf()).toEqual({ kind: "event", eventId: event, jobId: null });
  expect(await changeOfEvent({ db }, owner, id, event)).toMatchObject({ number: 1, kind: "created" });
  expect(await changeOfEvent({ db }, owner, id, forgotten)).toBeNull();
  await db.event.deleteMany({ where: { id: BigInt(event) } });
  expect(await causeOf()).toEqual({ kind: "event", eventId: null, jobId: null });
});

dbTest("another tenant's history does not exist", async ({ db }) => {
  const owner = await aUser(db);
  const store = await aStore(db, owner);
  const [id = ""] = await saveProducts(db, store.id, [aDraft()]);
  const [event = ""] = await someEvents(db, [anIncomingEvent(store.id)]);
  await db.productChange.updateMany({ data: { cause: "event", eventId: BigInt(event) } });
  const stranger = await aUser(db);
  for (const asked of [id, "x", "00000000-0000-4000-8000-000000000000"])
    await expect(listHistory({ db }, stranger, asked, historyQuery.parse({}))).rejects.toMatchObject({ code: "product_not_found" });
  expect(await changeOfEvent({ db }, stranger, id, event)).toBeNull();
  expect((await listHistory({ db }, await anAdmin(db), id, historyQuery.parse({}))).rows).toHaveLength(1);
});
