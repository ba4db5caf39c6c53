import { expect } from "vitest";
import { aUser, anAdmin } from "@/lib/testing/builders";
import { dbTest } from "@/lib/testing/db-test";
import { intercept } from "@/lib/testing/intercept-db";
import { listViews } from "./list-views";
import { deleteView, saveView, updateView } from "./save-view";
import { MAX_NAME_LENGTH, MAX_QUERY_LENGTH, MAX_VIEWS } from "./screens";

dbTest("a view is one person's: nobody else lists, changes or deletes it, an administrator neither", async ({ db }) => {
  const [owner, other, admin] = [await aUser(db), await aUser(db), await anAdmin(db)];
  const view = await saveView({ db }, owner, "events", { name: " Failed today ", query: "status=failed&period=day" });
  expect(view).toMatchObject({ name: "Failed today", query: "status=failed&period=day" });
  expect(await listViews({ db }, owner, "events")).toEqual([view]);
  expect(await listViews({ db }, owner, "products")).toEqual([]);
  for (const stranger of [other, admin]) {
    expect(await listViews({ db }, stranger, "events")).toEqual([]);
    await expect(updateView({ db }, stranger, view.id, { name: "mine" })).rejects.toMatchObject({ code: "view_not_found" });
    await expect(deleteView({ db }, stranger, view.id)).rejects.toMatchObject({ code: "view_not_found" });
  }
  expect(await listViews({ db }, owner, "events")).toEqual([view]);
});

dbTest("a name is used once for a screen and person; elsewhere it is free", async ({ db }) => {
  const [owner, other] = [await aUser(db), await aUser(db)];
  const first = await saveView({ db }, owner, "events", { name: "Mine", query: "" });
  await expect(saveView({ db }, owner, "events", { name: "Mine", query: "" })).rejects.toMatchObject({ code: "view_name_taken" });
  await saveView({ db }, owner, "products", { name: "Mine", query: "" });
  await saveView({ db }, other, "events", { name: "Mine", query: "" });
  const second = await saveView({ db }, owner, "events", { name: "Other", query: "" });
  await expect(updateView({ db }, owner, second.id, { name: "Mine" })).rejects.toMatchObject({ code: "view_name_taken" });
  expect(await updateView({ db }, owner, first.id, { query: "q=1" })).toEqual({ ...first, query: "q=1" });
  expect(await updateView({ db }, owner, first.id, { name: "Renamed" })).toEqual({ ...first, name: "Renamed", query: "q=1" });
});

dbTest("a deleted view can be made again as it was", async ({ db }) => {
  const owner = await aUser(db);
  const view = await saveView({ db }, owner, "tokens", { name: "Off", query: "state=off" });
  const { name, query } = await deleteView({ db }, owner, view.id);
  expect(await listViews({ db }, owner, "tokens")).toEqual([]);
  await saveView({ db }, owner, "tokens", { name, query });
  expect(await listViews({ db }, owner, "tokens")).toMatchObject([{ name: "Off", query: "state=off" }]);
});

dbTest("names, addresses and their number are bounded, also when many are saved at once", async ({ db }) => {
  const owner = await aUser(db);
  for (const given of [
    { name: " ", query: "" },
    { name: "x".repeat(MAX_NAME_LENGTH + 1), query: "" },
    { name: "long", query: "q=".padEnd(MAX_QUERY_LENGTH + 1, "x") },
  ])
    await expect(saveView({ db }, owner, "events", given)).rejects.toMatchObject({ code: "view_invalid" });
  await expect(updateView({ db }, owner, "no id", { name: "x" })).rejects.toMatchObject({ code: "view_not_found" });
  const names = Array.from({ length: MAX_VIEWS + 2 }, (_, at) => `View ${at}`);
  const saved = await Promise.allSettled(names.map((name) => saveView({ db }, owner, "events", { name, query: "" })));
  expect(saved.filter(({ status }) => status === "fulfilled")).toHaveLength(MAX_VIEWS);
  expect(await listViews({ db }, owner, "events")).toHaveLength(MAX_VIEWS);
});

dbTest("a name that another tab takes in the same moment is told as taken, whichever of the two was first", async ({ db }) => {
  const owner = await aUser(db);
  const other = await saveView({ db }, owner, "events", { name: "Other", query: "" });
  // Saving locks the person, reads the names and finds this one free; then the other tab's new name is written.
  let statements = 0;
  const raced = intercept(db, {
    before: ({ inTransaction }) => {
      if (inTransaction && ++statements === 3) throw Object.assign(new Error("Unique constraint failed"), { code: "P2002" });
    },
  });
  await expect(saveView({ db: raced }, owner, "events", { name: "Mine", query: "" })).rejects.toMatchObject({ code: "view_name_taken" });
  expect(await listViews({ db }, owner, "events")).toEqual([other]);

  const both = await Promise.allSettled([
    saveView({ db }, owner, "events", { name: "Mine", query: "" }),
    updateView({ db }, owner, other.id, { name: "Mine" }),
  ]);
  const refused = both.filter((one) => one.status === "rejected");
  expect(refused).toMatchObject([{ reason: { code: "view_name_taken" } }]);
});
