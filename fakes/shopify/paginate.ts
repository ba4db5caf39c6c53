import { GraphQLError } from "graphql";

export const MAX_FIRST = 250;

export type PageArgs = { first?: number | null; after?: string | null };
export type Connection<T> = {
  edges: { cursor: string; node: T }[];
  nodes: T[];
  pageInfo: { hasNextPage: boolean; hasPreviousPage: boolean; startCursor: string | null; endCursor: string | null };
};

/** Opaque to callers, as Shopify's are: the id the page ended with and how deep it lies. */
const encode = (id: string, depth: number): string => Buffer.from(JSON.stringify({ last_id: id, depth })).toString("base64");

function decode(cursor: string): { last_id: string; depth: number } {
  try {
    return JSON.parse(Buffer.from(cursor, "base64").toString("utf8")) as { last_id: string; depth: number };
  } catch {
    throw new GraphQLError("Invalid cursor for current pagination sort.");
  }
}

/**
 * A page of a list in a fixed order. `isBulk`: everything, sizes do not count.
 * @param keyOf of an item's place: a page begins after the last key, even where that item is gone
 */
export function paginate<T>(
  items: readonly T[],
  { first, after }: PageArgs,
  {
    keyOf,
    compare,
    isBulk = false,
    cap = Infinity,
  }: { keyOf: (item: T) => string; compare: (a: string, b: string) => number; isBulk?: boolean; cap?: number },
): Connection<T> {
  if (isBulk) return connectionOf(items, 0, false, keyOf);
  if (first === null || first === undefined) throw new GraphQLError("you must provide one of first or last");
  if (first < 1 || first > MAX_FIRST) throw new GraphQLError(`first must be between 1 and ${MAX_FIRST}`);
  const place = after ? decode(after) : null;
  const rest = place === null ? items : items.filter((item) => compare(keyOf(item), place.last_id) > 0);
  const depth = place?.depth ?? 0;
  if (depth + first > cap) throw new GraphQLError(`Pagination is limited to ${cap} objects`);
  return connectionOf(rest.slice(0, first), depth, rest.length > first, keyOf);
}

function connectionOf<T>(nodes: readonly T[], depth: number, hasNextPage: boolean, keyOf: (item: T) => string): Connection<T> {
  const edges = nodes.map((node, index) => ({ cursor: encode(keyOf(node), depth + index + 1), node }));
  return {
    edges,
    nodes: [...nodes],
    pageInfo: { hasNextPage, hasPreviousPage: depth > 0, startCursor: edges[0]?.cursor ?? null, endCursor: edges.at(-1)?.cursor ?? null },
  };
}

export const byNumber = (a: string, b: string): number => (BigInt(a) < BigInt(b) ? -1 : BigInt(a) > BigInt(b) ? 1 : 0);
