import { expect, test } from "vitest";
import { placeOfStore, storeOfPlace } from "./store-place";

const A = "00000000-0000-4000-8000-00000000000a";
const B = "00000000-0000-4000-8000-00000000000b";

test.each([
  ["/products", `store=${A}&q=shirt`, A],
  ["/products", "q=shirt", null],
  ["/products/1", `store=${A}`, null],
  ["/audit", `store=${A}`, A],
  ["/knowledge/judged", `store=${A}`, A],
  [`/stores/${A}`, "", A],
  [`/stores/${A}/connect`, "kind=shopify", A],
  ["/stores", "", null],
  ["/team", `store=${A}`, null],
])("%s?%s is about the store %s", (path, search, store) => expect(storeOfPlace(path, new URLSearchParams(search))).toBe(store));

test.each([
  ["/products", "q=shirt&cursor=x", B, `/products?q=shirt&store=${B}`],
  ["/events", `store=${A}&status=failed`, B, `/events?store=${B}&status=failed`],
  ["/events", `store=${A}`, null, "/events"],
  ["/knowledge/judged", "sort=query", B, `/knowledge/judged?sort=query&store=${B}`],
  [`/stores/${A}`, "", B, `/stores/${B}`],
  [`/stores/${A}/connect`, "kind=shopify", B, `/stores/${B}`],
  [`/stores/${A}`, "", null, "/stores"],
  ["/profile", "", B, `/stores/${B}`],
])("%s?%s for the store %s is %s", (path, search, store, place) =>
  expect(placeOfStore(path, new URLSearchParams(search), store)).toBe(place),
);
