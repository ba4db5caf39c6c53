import { storesOf, type Caller } from "@/lib/access/caller";
import { showStore } from "@/lib/access/stores/stores";
import type { Deps } from "@/lib/core/deps";
import { AppError } from "@/lib/core/errors";
import { breakerOf, type Breaker } from "./breaker";
import { connectionKinds, learned, type ConnectionKind } from "./connection";
import { forgetConnection } from "./forget-connection";

export type ShownConnection = {
  kind: ConnectionKind;
  address: string;
  state: string;
  breaker: Breaker;
  problem: string | null;
  currency: string | null;
  products: number | null;
  skewMs: number | null;
  checkedAt: Date | null;
  seenUntil: Date | null;
  openUntil: Date | null;
  /** The shop's own webhooks: active, refused to our keys, or not known yet. */
  webhooks: "active" | "refused" | null;
  /** When one of them was last made or switched on again. */
  webhooksHealedAt: Date | null;
};

/** How a store is connected, without its secrets. @throws AppError store_not_found, connection_not_found */
export async function showConnection(deps: Pick<Deps, "db" | "now">, caller: Caller, storeId: string): Promise<ShownConnection> {
  await showStore(deps, caller, storeId);
  const row = await deps.db.connection.findFirst({
    where: { storeId, store: storesOf(caller) },
    select: {
      kind: true,
      address: true,
      state: true,
      problem: true,
      learned: true,
      failures: true,
      checkedAt: true,
      seenUntil: true,
      openUntil: true,
    },
  });
  const kind = connectionKinds.find((one) => one === row?.kind);
  if (!row || !kind) throw new AppError("connection_not_found");
  const { learned: taught, failures, ...shown } = row;
  const { currency, products, skewMs, webhooks, webhooksHealedAt: healedAt } = learned.parse(taught);
  const webhooksHealedAt = healedAt === null ? null : new Date(healedAt);
  return {
    ...shown,
    kind,
    currency,
    products,
    skewMs,
    webhooks,
    webhooksHealedAt,
    breaker: breakerOf({ failures, openUntil: row.openUntil }, deps.now()),
  };
}

/**
 * Forgets how a store is reached, its schedules and what was queued. Its products stay as they are; a job under way
 * ends at its next page. @throws AppError store_not_found, connection_not_found
 */
export async function disconnectStore(deps: Pick<Deps, "db" | "now">, caller: Caller, storeId: string): Promise<void> {
  const { kind, address } = await showConnection(deps, caller, storeId);
  await forgetConnection(deps.db, caller, { storeId, kind, address });
}
