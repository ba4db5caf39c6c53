import { storesOfSql, type Caller } from "@/lib/access/caller";
import { showStore } from "@/lib/access/stores/stores";
import { lastRefusalOf } from "@/lib/access/tokens/refusals";
import { AppError } from "@/lib/core/errors";
import type { Deps } from "@/lib/core/deps";
import { lastHeardOf, storeStateOf } from "../overview/store-state";
import { storeOverviews } from "../overview/store-overviews";
import type { Setup } from "./wire";

const SHOWN_PRODUCTS = 12;

/** How far connecting this store has come, out of what is stored: nothing remembers a step. @throws AppError store_not_found */
export async function showSetup({ db, now }: Pick<Deps, "db" | "now">, caller: Caller, storeId: string): Promise<Setup> {
  const store = await showStore({ db }, caller, storeId);
  const [overviews, newest] = await Promise.all([
    storeOverviews({ db }, caller, [store.id]),
    db.$queryRaw<Setup["newest"]>`
      SELECT p.id::text, p.title, trim_scale(p.price)::text AS price, p.currency, p.image FROM product p JOIN store s ON s.id = p.store_id
      WHERE p.store_id = ${store.id}::uuid AND p.is_active AND ${storesOfSql(caller)} ORDER BY p.updated_at DESC, p.id DESC LIMIT ${SHOWN_PRODUCTS}`,
  ]);
  const overview = overviews.get(store.id);
  if (!overview) throw new AppError("store_not_found");
  const heardAt = lastHeardOf(overview);
  const refused = lastRefusalOf(store.id);
  const hasConnection = overview.connection !== null;
  const step =
    overview.tokens === 0 && !hasConnection
      ? "token"
      : heardAt === null
        ? "message"
        : overview.products === 0
          ? "products"
          : ["catchingUp", "syncing"].includes(storeStateOf(overview, now()))
            ? "sync"
            : "done";
  return {
    step,
    isActive: overview.isActive,
    tokens: overview.tokens,
    hasConnection,
    lastUsedAt: overview.lastUsedAt,
    refused: refused && (heardAt === null || refused.at > heardAt) ? refused : null,
    products: overview.products,
    waiting: overview.waiting,
    failed: overview.failed,
    newest,
  };
}
