import { expect } from "vitest";
import { aStore, aToken, aUser, anIncomingEvent, someEvents } from "@/lib/testing/builders";
import { dbTest } from "@/lib/testing/db-test";
import { lastAddresses } from "./last-addresses";

dbTest("the last address of each token of a store, told to nobody else", async ({ db }) => {
  const [owner, other] = [await aUser(db), await aUser(db)];
  const store = await aStore(db, owner);
  const [one, two] = [await aToken(db, owner, { store }), await aToken(db, owner, { store })];
  const from = (tokenId: string, sourceIp: string) => anIncomingEvent(store.id, { tokenId, sourceIp });
  await someEvents(db, [from(one.id, "203.0.113.1"), from(two.id, "203.0.113.2"), from(one.id, "203.0.113.3")]);
  const last = await lastAddresses({ db }, owner, store.id);
  expect([last.get(one.id)?.address, last.get(two.id)?.address]).toEqual(["203.0.113.3", "203.0.113.2"]);
  expect(await lastAddresses({ db }, other, store.id)).toEqual(new Map());
});
