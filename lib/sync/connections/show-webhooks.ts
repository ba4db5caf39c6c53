import { storesOf, type Caller } from "@/lib/access/caller";
import { showStore } from "@/lib/access/stores/stores";
import type { Deps } from "@/lib/core/deps";
import { learned } from "./connection";

export type ShownWebhooks = { state: "active" | "refused" | null; healedAt: Date | null };

/** Whether a shop tells us of changes itself, and when that was last mended. @throws AppError store_not_found */
export async function showWebhooks(deps: Pick<Deps, "db">, caller: Caller, storeId: string): Promise<ShownWebhooks> {
  await showStore(deps, caller, storeId);
  const row = await deps.db.connection.findFirst({ where: { storeId, store: storesOf(caller) }, select: { learned: true } });
  const { webhooks, webhooksHealedAt } = learned.parse(row?.learned ?? {});
  return { state: webhooks, healedAt: webhooksHealedAt === null ? null : new Date(webhooksHealedAt) };
}
