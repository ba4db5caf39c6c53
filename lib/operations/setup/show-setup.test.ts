import { expect } from "vitest";
import { noteRefusal } from "@/lib/access/tokens/refusals";
import { aStore, aToken, aUser, anIncomingEvent, someEvents } from "@/lib/testing/builders";
import { dbTest } from "@/lib/testing/db-test";
import { aDraft, saveProducts } from "@/lib/testing/products";
import { showSetup } from "./show-setup";

dbTest("each step is what is stored: a token, a message, products; whoever comes back finds the right one", async ({ db }) => {
  const deps = { db, now: () => new Date() };
  const owner = await aUser(db);
  const store = await aStore(db, owner);
  const stepNow = async () => (await showSetup(deps, owner, store.id)).step;
  expect(await stepNow()).toBe("token");
  const token = await aToken(db, owner, { store });
  expect(await stepNow()).toBe("message");
  await db.integrationToken.update({ where: { id: token.id }, data: { lastUsedAt: new Date() }, select: { id: true } });
  expect(await stepNow(), "its health was asked").toBe("products");
  await someEvents(db, [anIncomingEvent(store.id, { tokenId: token.id })]);
  await saveProducts(db, store.id, [aDraft({ title: "فنجان", price: "120000", currency: "IRT" })]);
  expect(await showSetup(deps, owner, store.id), "an event still waits").toMatchObject({
    step: "sync",
    waiting: 1,
    products: 1,
    newest: [{ title: "فنجان", price: "120000", currency: "IRT", image: null }],
  });
  await db.event.updateMany({ data: { status: "succeeded" } });
  expect(await stepNow()).toBe("done");
});

dbTest("a refusal is told until something is taken, and to nobody else", async ({ db }) => {
  const deps = { db, now: () => new Date() };
  const [owner, other] = [await aUser(db), await aUser(db)];
  const store = await aStore(db, owner);
  const token = await aToken(db, owner, { store });
  const at = new Date("2026-01-02T10:00:00Z");
  noteRefusal(store.id, { code: "address_not_allowed", address: "203.0.113.9", at });
  noteRefusal(store.id, { code: "rate_exceeded", address: "203.0.113.9", at });
  expect((await showSetup(deps, owner, store.id)).refused).toEqual({ code: "address_not_allowed", address: "203.0.113.9", at });
  await db.integrationToken.update({
    where: { id: token.id },
    data: { lastUsedAt: new Date("2026-01-02T10:00:01Z") },
    select: { id: true },
  });
  expect((await showSetup(deps, owner, store.id)).refused, "it was let in since").toBeNull();
  for (const id of [store.id, "x"]) await expect(showSetup(deps, other, id)).rejects.toMatchObject({ code: "store_not_found" });
});
