import { expect } from "vitest";
import { AppError } from "@/lib/core/errors";
import { listStores } from "@/lib/access/stores/list-stores";
import { aStore, aUser } from "@/lib/testing/builders";
import { dbTest } from "@/lib/testing/db-test";
import { orFirstPage } from "./or-first-page";

dbTest("a place in a list that makes no sense is its beginning; every other trouble flies", async ({ db }) => {
  const owner = await aUser(db);
  const store = await aStore(db, owner);
  const list = (query: { cursor: string | undefined }) =>
    listStores({ db }, owner, { q: undefined, userId: undefined, limit: 10, ...query });
  for (const cursor of [undefined, "abc", "0", "x".repeat(2_000)])
    expect((await orFirstPage(list, { cursor })).rows.map(({ id }) => id)).toEqual([store.id]);
  const broken = () => Promise.reject(new AppError("unavailable"));
  await expect(orFirstPage(broken, { cursor: undefined })).rejects.toMatchObject({ code: "unavailable" });
});
