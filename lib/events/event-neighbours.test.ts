import { expect } from "vitest";
import { aStore, aUser, anAdmin, anIncomingEvent, someEvents } from "@/lib/testing/builders";
import { dbTest } from "@/lib/testing/db-test";
import { eventNeighbours } from "./event-neighbours";
import { showEvent } from "./show-event";

dbTest("an event's neighbours are those of its product in its store, for those who may see it", async ({ db }) => {
  const owner = await aUser(db);
  const [store, other] = [await aStore(db, owner), await aStore(db, owner)];
  const [first = "", deleted = "", middle = "", hook = "", last = "", nameless = ""] = await someEvents(db, [
    anIncomingEvent(store.id),
    anIncomingEvent(store.id, { eventType: "product.deleted" }),
    anIncomingEvent(store.id),
    anIncomingEvent(store.id, { source: "woocommerce_webhook" }),
    anIncomingEvent(store.id),
    anIncomingEvent(store.id, { productId: "0" }),
    anIncomingEvent(store.id, { productId: "415" }),
    anIncomingEvent(other.id),
  ]);
  const around = async (id: string, caller = owner) => {
    const { before, ...ids } = await eventNeighbours({ db }, caller, await showEvent({ db }, owner, id));
    return { ...ids, before: before?.id ?? null };
  };
  expect(await around(first)).toEqual({ previousId: null, nextId: deleted, before: null });
  expect(await around(middle), "a deletion tells nothing to compare with").toEqual({ previousId: deleted, nextId: hook, before: first });
  expect(await around(hook), "another sender's words are other words").toEqual({ previousId: middle, nextId: last, before: null });
  expect(await around(last)).toEqual({ previousId: hook, nextId: null, before: middle });
  expect(await around(nameless)).toEqual({ previousId: null, nextId: null, before: null });
  expect(await around(middle, await aUser(db))).toEqual({ previousId: null, nextId: null, before: null });
  expect((await around(middle, await anAdmin(db))).before).toBe(first);
});
