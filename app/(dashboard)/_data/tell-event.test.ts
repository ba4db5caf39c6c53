import { expect, test } from "vitest";
import { eventSources } from "@/lib/events/incoming-event";
import { listEvents } from "@/lib/events/list-events";
import { eventsEn as words } from "@/lib/i18n/ui/events";
import { fill } from "@/lib/i18n/ui/translated";
import { aStore, aUser, anIncomingEvent, someEvents } from "@/lib/testing/builders";
import { dbTest } from "@/lib/testing/db-test";
import { aDraft, saveProducts } from "@/lib/testing/products";
import { eventQuery } from "./event-counts";
import { productTitles } from "./product-titles";
import { tellEvent, tellSource } from "./tell-event";

dbTest("whichever way a shop tells of a product, it is called by its name", async ({ db }) => {
  const owner = await aUser(db);
  const store = await aStore(db, owner);
  await saveProducts(db, store.id, [
    aDraft({ title: "Linen shirt", externalId: "woo_414" }),
    aDraft({ title: "Wool hat", externalSource: "shopify", externalId: "shopify_788032119674292922" }),
  ]);
  const numberIn = (source: string) => (source.startsWith("shopify") ? "788032119674292922" : "414");
  const told = eventSources.filter((source) => source !== "manual");
  await someEvents(
    db,
    told.map((source) => anIncomingEvent(store.id, { eventId: source, source, productId: numberIn(source) })),
  );
  const { rows } = await listEvents({ db }, owner, eventQuery({ limit: 50 }));
  const productOf = await productTitles({ db }, owner, rows);
  const sentences = Object.fromEntries(rows.map((event) => [event.source, tellEvent(event, productOf(event)?.title, words)]));
  const changed = (name: string) => fill(words.kindNamed["product.updated"], { name });
  expect(sentences).toEqual(
    Object.fromEntries(told.map((source) => [source, changed(source.startsWith("shopify") ? "Wool hat" : "Linen shirt")])),
  );
});

dbTest("a message that names no product has no number either", async ({ db }) => {
  const owner = await aUser(db);
  const store = await aStore(db, owner);
  await someEvents(db, [
    anIncomingEvent(store.id, { eventId: "sh_inventory_levels/update_b54557e4", source: "shopify_notice", productId: "0" }),
    anIncomingEvent(store.id, { eventId: "wh_product.deleted_0_1f", source: "woocommerce_notice", productId: "0" }),
  ]);
  const { rows } = await listEvents({ db }, owner, eventQuery({ limit: 50 }));
  expect(rows.map((event) => tellEvent(event, null, words))).toEqual([words.noProduct, words.stockChanged]);
});

test("by what an event came is told in words, for every way there is", () => {
  const told = eventSources.map((source) => tellSource(source, words));
  expect(told).toEqual(["Plugin", "Shop's webhook", "Shop's notice", "Shopify", "Shopify's notice", "API"]);
  expect(tellSource("of a later version", words)).toBe("of a later version");
});
