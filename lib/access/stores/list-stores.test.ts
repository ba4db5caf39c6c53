import { expect } from "vitest";
import { aStore, anAdmin, anIncomingEvent, aUser, someEvents } from "@/lib/testing/builders";
import { dbTest } from "@/lib/testing/db-test";
import { aDraft, saveProducts } from "@/lib/testing/products";
import type { Caller } from "../caller";
import { listStores } from "./list-stores";
import { storeFilters, storeOrderings } from "./wire";

dbTest("stores are listed by name, last event and products, both ways, page by page; none counts as longest ago", async ({ db }) => {
  const owner = await aUser(db);
  const names = ["beta", "Alpha", "gamma", "delta", "بازار"];
  const [beta, alpha, gamma, delta] = await Promise.all(names.map((name) => aStore(db, owner, { name })));
  await aStore(db, await aUser(db), { name: "Another's" });
  const drafts = (count: number) => Array.from({ length: count }, (_, at) => aDraft({ externalId: `woo_${at}` }));
  await saveProducts(db, gamma?.id ?? "", drafts(10));
  await saveProducts(db, beta?.id ?? "", drafts(2));
  await saveProducts(db, delta?.id ?? "", drafts(2));
  for (const [at, store] of [delta, alpha, beta].entries()) {
    await someEvents(db, [anIncomingEvent(store?.id ?? "", { eventId: `e${at}` })]);
    await db.$executeRaw`UPDATE event SET created_at = now() + ${at} * interval '1 minute' WHERE event_id = ${`e${at}`}`;
  }
  const walk = async (caller: Caller, ordering: string) => {
    const seen: string[] = [];
    let cursor: string | undefined;
    do {
      const page = await listStores({ db }, caller, storeFilters.parse({ ordering, limit: 2, ...(cursor && { cursor }) }));
      expect(page.count.count).toBe(5);
      seen.push(...page.rows.map(({ name }) => name));
      cursor = page.next ?? undefined;
    } while (cursor !== undefined);
    return seen;
  };
  expect(await walk(owner, "name")).toEqual(["Alpha", "beta", "delta", "gamma", "بازار"]);
  const byEvent = await walk(owner, "-last_event_at");
  expect(byEvent.slice(0, 3)).toEqual(["beta", "Alpha", "delta"]);
  expect(byEvent.slice(3).toSorted()).toEqual(["gamma", "بازار"]);
  const byProducts = await walk(owner, "-products");
  expect(byProducts[0]).toBe("gamma");
  expect(byProducts.slice(1, 3).toSorted()).toEqual(["beta", "delta"]);
  for (const ordering of storeOrderings.filter((one) => !one.startsWith("-"))) {
    const up = await walk(owner, ordering);
    expect(new Set(up).size, ordering).toBe(5);
    expect(await walk(owner, `-${ordering}`), ordering).toEqual(up.toReversed());
  }
  const { next } = await listStores({ db }, owner, storeFilters.parse({ ordering: "name", limit: 1 }));
  for (const cursor of [next ?? "", "bm9uc2Vuc2U"])
    await expect(listStores({ db }, owner, storeFilters.parse({ ordering: "-name", cursor }))).rejects.toMatchObject({
      code: "cursor_invalid",
    });
  const admin = await anAdmin(db);
  expect((await listStores({ db }, admin, storeFilters.parse({ ordering: "name" }))).rows.map(({ name }) => name)).toContain("Another's");
  expect((await listStores({ db }, admin, storeFilters.parse({ q: "%" }))).rows, "what is typed means itself").toEqual([]);
});
