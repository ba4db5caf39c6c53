import { createHash } from "node:crypto";
import type { Caller } from "@/lib/access/caller";
import { Prisma } from "@/lib/core/db";
import type { Deps } from "@/lib/core/deps";
import type { Language } from "@/lib/i18n/language";
import { countHours, type Hours } from "./count-hours";
import { measureSearchable, type Searchable } from "./measure-searchable";
import { periodsOf, type Periods } from "./periods";
import { storeOverviews, type StoreOverview } from "./store-overviews";
import { storeStateOf, wantsAttention, worstFirst, type StoreState } from "./store-state";
import { sumSpend, type Spend } from "./sum-spend";
import { tellPace } from "./tell-pace";

const WORST_STORES = 20;
const SLOWEST_STORES = 5;

export type SlowStore = { id: string; name: string; p95Ms: number | null; waiting: number; oldestWaitingAt: Date | null };

export type Overview = {
  now: Date;
  periods: Periods;
  /** How many there are, and how many want somebody to do something. */
  stores: { count: number; attention: number; worst: (StoreOverview & { state: StoreState; searchable: Searchable | null })[] };
  products: { known: number; forAi: number; hidden: number; preparing: number; failed: number };
  queue: { waiting: number; oldestAt: Date | null };
  lastEventAt: Date | null;
  hours: Hours;
  searchable: Searchable;
  spend: Spend;
  slowest: SlowStore[];
  /** Another text: something here is different from before. */
  version: string;
};

/** How the caller's shops are: of all stores for an administrator. Six queries, however many stores there are. */
export async function showOverview(deps: Pick<Deps, "db" | "now">, caller: Caller, language: Language): Promise<Overview> {
  const now = deps.now();
  const periods = periodsOf(now, language);
  // By the rows' own column, so that the indexes which begin with a time can be read without a join.
  const scope =
    caller.role === "ADMIN"
      ? Prisma.sql`TRUE`
      : Prisma.sql`e.store_id = ANY(ARRAY(SELECT own.id FROM store own WHERE own.owner_id = ${caller.userId}::uuid))`;
  const [overviews, hours, searchable, spend] = await Promise.all([
    storeOverviews(deps, caller, "all"),
    countHours(deps, scope, periods.from),
    measureSearchable(deps, scope, periods.from),
    sumSpend(deps, scope, periods),
  ]);
  const all = worstFirst([...overviews.values()], now);
  const worst = await tellPace(deps, all.slice(0, WORST_STORES));
  const sum = (of: (store: StoreOverview) => number) => all.reduce((total, store) => total + of(store), 0);
  const overview = {
    stores: {
      count: all.length,
      attention: all.filter((store) => wantsAttention(storeStateOf(store, now))).length,
      worst: worst.map((store) => ({
        ...store,
        state: storeStateOf(store, now),
        searchable: searchable.byStore.get(store.id) ?? null,
      })),
    },
    products: {
      known: sum((store) => store.products),
      forAi: sum((store) => store.forAi),
      hidden: sum((store) => store.hidden),
      preparing: sum((store) => store.preparing),
      failed: sum((store) => store.failed),
    },
    queue: {
      waiting: sum((store) => store.waiting),
      oldestAt: extreme(
        all.map((store) => store.oldestWaitingAt),
        Math.min,
      ),
    },
    lastEventAt: extreme(
      all.map((store) => store.lastEventAt),
      Math.max,
    ),
    hours,
    searchable: searchable.all,
    spend,
    slowest: slowestOf(all, searchable.byStore, now),
  };
  return { now, periods, ...overview, version: versionOf(overview) };
}

function extreme(times: readonly (Date | null)[], pick: (a: number, b: number) => number): Date | null {
  const known = times.filter((time) => time !== null).map((time) => time.getTime());
  return known.length === 0 ? null : new Date(known.reduce((a, b) => pick(a, b)));
}

/** Slow is what was measured, or what is being waited for: the longer of the two. */
function slowestOf(stores: readonly StoreOverview[], searchable: ReadonlyMap<string, Searchable>, now: Date): SlowStore[] {
  return stores
    .map(({ id, name, waiting, oldestWaitingAt }) => ({ id, name, waiting, oldestWaitingAt, p95Ms: searchable.get(id)?.p95Ms ?? null }))
    .map((store) => ({
      store,
      ms: Math.max(store.p95Ms ?? 0, store.oldestWaitingAt ? now.getTime() - store.oldestWaitingAt.getTime() : 0),
    }))
    .filter(({ ms }) => ms > 0)
    .sort((a, b) => b.ms - a.ms || a.store.id.localeCompare(b.store.id))
    .slice(0, SLOWEST_STORES)
    .map(({ store }) => store);
}

/** When a token was last used moves with every message, and is shown nowhere here. */
const versionOf = (overview: object): string =>
  createHash("sha256")
    .update(JSON.stringify(overview, (key, value: unknown) => (key === "lastUsedAt" ? undefined : value)))
    .digest("hex")
    .slice(0, 16);
