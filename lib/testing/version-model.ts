/**
 * What the hub promises of one product, told as a fold over its events in order of arrival. Written from the
 * promise's text, on purpose with nothing of the catalogue's own: convergence.test.ts compares the two.
 *
 * "Of one product the newest wins, on the store's clock; by arrival where times are equal or absent. A deletion without
 * a time is newer than all that arrived before it, whatever their dates say; only something strictly newer than a
 * deletion revives the product." Where the promise leaves a deletion's own time open, the shops' ways decide: "the
 * greater of the product's version and the arrival". The product's version is taken as every date heard of it so far,
 * so that the deletion is newer than each of them.
 */
export type Arrival = {
  isDeletion: boolean;
  /** On the store's clock, in ms; null: the sender gave none. */
  at: number | null;
  /** On our clock, in ms. */
  arrivedAt: number;
};

type State<A> = { newest: A; isDeleted: boolean; version: number | null };

export type Fold<A> = {
  /** Null: nothing arrived. */
  newest: A | null;
  /** Of each arrival, whether it was the newest when it came. */
  won: boolean[];
};

export function foldArrivals<A extends Arrival>(arrivals: readonly A[]): Fold<A> {
  let state: State<A> | null = null;
  let latestHeard = -Infinity;
  const won: boolean[] = [];
  for (const arrival of arrivals) {
    const wins: boolean = state === null || isNewer(arrival, state);
    latestHeard = Math.max(latestHeard, arrival.at ?? -Infinity);
    if (wins) {
      const version = arrival.at ?? (arrival.isDeletion ? Math.max(latestHeard, arrival.arrivedAt) : null);
      state = { newest: arrival, isDeleted: arrival.isDeletion, version };
    }
    won.push(wins);
  }
  return { newest: state?.newest ?? null, won };
}

function isNewer({ at, isDeletion }: Arrival, state: State<Arrival>): boolean {
  if (at === null || state.version === null) return true;
  return state.isDeleted && !isDeletion ? at > state.version : at >= state.version;
}
