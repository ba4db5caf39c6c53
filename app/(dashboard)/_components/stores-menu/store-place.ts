import { places } from "../places";

const uuid = "[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}";
const storePage = new RegExp(`^/stores/(${uuid})(?:/|$)`, "i");

/** Which store an address is about: a list narrowed to one, or that store's own page. The address is the only place that knows. */
export function storeOfPlace(pathname: string, search: URLSearchParams): string | null {
  const own = storePage.exec(pathname)?.[1];
  if (own) return own;
  return isListOfStores(pathname) ? search.get("store") || null : null;
}

/** Pages that `?store=` narrows to one store: places, and a list behind one of them. */
const listsOfStores: ReadonlySet<string> = new Set([
  ...places.flatMap(({ href, hasStore }) => (hasStore ? [href] : [])),
  "/knowledge/judged",
]);
const isListOfStores = (pathname: string): boolean => listsOfStores.has(pathname);

/**
 * The same view of another store (null: of all). A list keeps its other filters and begins at its first page; from a
 * store's page it goes to the other store's, from a page that is about no store to that store's.
 */
export function placeOfStore(pathname: string, search: URLSearchParams, storeId: string | null): string {
  if (!isListOfStores(pathname)) return storeId === null ? "/stores" : `/stores/${storeId}`;
  const next = new URLSearchParams(search);
  next.delete("cursor");
  if (storeId === null) next.delete("store");
  else next.set("store", storeId);
  return next.size > 0 ? `${pathname}?${next}` : pathname;
}
