import { recordAudit } from "@/lib/access/audit";
import { eraseShop, isInstalledAgain } from "@/lib/integrations/shopify/erase-shop";
import type { DeliveryHead } from "@/lib/integrations/shopify/webhooks";
import type { Runtime } from "@/lib/runtime";

/**
 * One of Shopify's mandatory privacy topics, for one store. Nothing of customers is kept here, so for theirs there is
 * nothing to hand out or to delete; that it was asked is kept, without whom it was about.
 */
export async function answerPrivacy(
  deps: Pick<Runtime, "db" | "now">,
  { storeId, topic, head }: { storeId: string; topic: string; head: DeliveryHead },
): Promise<void> {
  const event = head.eventId ?? head.webhookId;
  const note = (details: Record<string, string | number | null>) =>
    recordAudit(deps.db, null, {
      action: "store.privacy_request",
      targetType: "store",
      targetId: storeId,
      details: { topic, event, ...details },
    });
  if (topic !== "shop/redact") return note({});
  const connection = await deps.db.connection.findUnique({
    where: { storeId },
    select: { address: true, state: true, checkedAt: true },
  });
  if (connection && isInstalledAgain(connection, head.triggeredAt ?? deps.now())) return note({ outcome: "installed again" });
  await note({ outcome: "erased", products: await eraseShop(deps, storeId, connection) });
}
