import { recordAudit } from "@/lib/access/audit";
import { eraseShop, isInstalledAgain } from "@/lib/integrations/shopify/erase-shop";
import type { Delivery, DeliveryHead } from "@/lib/integrations/shopify/webhooks";
import type { Runtime } from "@/lib/runtime";

/** Headers are not signed: the shop that the signed body names is to be the one of the header. */
export const isAboutShop = ({ json }: Extract<Delivery, { kind: "privacy" }>, { shopDomain }: DeliveryHead): boolean =>
  shopDomain !== null && typeof json.shop_domain === "string" && json.shop_domain.toLowerCase() === shopDomain;

const ACTION = "store.privacy_request";

/**
 * One of Shopify's mandatory privacy topics, for one store. Nothing of customers is kept here, so for theirs there is
 * nothing to hand out or to delete; that it was asked is kept, without whom it was about. The same delivery again was
 * answered by the first: what came into the store since is none of its business.
 */
export async function answerPrivacy(
  deps: Pick<Runtime, "db" | "now">,
  { storeId, topic, head }: { storeId: string; topic: string; head: DeliveryHead },
): Promise<void> {
  const event = head.eventId ?? head.webhookId;
  if (event !== null && (await isAnswered(deps, { storeId, topic, event }))) return;
  const note = async (details: Record<string, string | number | null>): Promise<void> => {
    await recordAudit(deps.db, null, {
      action: ACTION,
      targetType: "store",
      targetId: storeId,
      details: { topic, event, ...details },
    });
  };
  if (topic !== "shop/redact") return note({});
  const connection = await deps.db.connection.findUnique({
    where: { storeId },
    select: { address: true, state: true, checkedAt: true },
  });
  if (connection && isInstalledAgain(connection, head.triggeredAt ?? deps.now())) return note({ outcome: "installed again" });
  await note({ outcome: "erased", products: await eraseShop(deps, storeId, connection) });
}

async function isAnswered(
  { db }: Pick<Runtime, "db">,
  { storeId, topic, event }: Record<"storeId" | "topic" | "event", string>,
): Promise<boolean> {
  const entry = await db.auditEntry.findFirst({
    where: {
      action: ACTION,
      targetType: "store",
      targetId: storeId,
      AND: [{ details: { path: ["topic"], equals: topic } }, { details: { path: ["event"], equals: event } }],
    },
    select: { id: true },
  });
  return entry !== null;
}
