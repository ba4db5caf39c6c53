import { expect } from "vitest";
import { createLog } from "@/lib/core/log";
import type { Caller } from "@/lib/access/caller";
import { aStore, aUser, anAdmin } from "@/lib/testing/builders";
import { countingEmbedder, embeddersOf } from "@/lib/testing/counting-embedder";
import { dbTest } from "@/lib/testing/db-test";
import { aDraft, embedAll, saveProducts } from "@/lib/testing/products";
import { knowledgeStats } from "./knowledge-stats";
import { OF_THE_HUB } from "./ledger";
import { searchKnowledge } from "./search-knowledge";

dbTest(
  "every search that was paid for is booked: of all stores on the owner's first one, an administrator's on the hub",
  async ({ db }) => {
    const [owner, stranger, admin] = [await aUser(db), await aUser(db), await anAdmin(db)];
    const [first, second] = [await aStore(db, owner), await aStore(db, owner)];
    const embedders = embeddersOf(countingEmbedder());
    await saveProducts(db, second.id, [aDraft({ title: "Lamp" })]);
    await embedAll(db, embedders);
    // One day for all of them, also when midnight passes.
    const at = new Date();
    const deps = { db, log: createLog("silent"), now: () => at, embedders };
    const search = (caller: Caller, query: string, storeId?: string) =>
      searchKnowledge(deps, caller, { query: `${query} ${first.id}`, ...(storeId && { storeId }) });
    await search(owner, "one of the second", second.id);
    await search(owner, "one of all");
    await search(owner, "another of all");
    await search(admin, "everybody's");
    await search(stranger, "of no store");
    await search(admin, "one of all");

    const booked = await db.ledgerDay.findMany({ where: { purpose: "query" }, select: { storeId: true, calls: true, tokensPaid: true } });
    expect(Object.fromEntries(booked.map(({ storeId, calls }) => [storeId, calls]))).toEqual({
      [first.id]: 2,
      [second.id]: 1,
      [OF_THE_HUB]: 2,
    });
    const paidBy = async (caller: Caller) => (await knowledgeStats(deps, caller)).savings.tokensPaid;
    expect((await paidBy(admin)) - (await paidBy(owner)), "what no store bears").toBe(20);
    expect(await paidBy(stranger)).toBe(0);
  },
);
