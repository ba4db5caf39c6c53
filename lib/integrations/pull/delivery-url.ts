import type { Env } from "@/lib/core/env";
import type { ConnectionKind } from "@/lib/sync/connections/connection";

const DOORS: Record<ConnectionKind, string> = { woocommerce: "woocommerce/webhooks/product", shopify: "shopify/webhooks/" };

/** Where a store's shop sends its own webhooks; by this address we know ours among those of the shop. */
export const deliveryUrlOf = ({ PUBLIC_URL }: Pick<Env, "PUBLIC_URL">, kind: ConnectionKind, storeId: string): string =>
  `${PUBLIC_URL}/api/${DOORS[kind]}?store=${storeId}`;
