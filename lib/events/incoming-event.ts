export const eventTypes = ["product.created", "product.updated", "product.deleted", "product.restored"] as const;
export type EventType = (typeof eventTypes)[number];

export const eventStatuses = ["received", "processing", "succeeded", "superseded", "stale", "retrying", "failed"] as const;
export type EventStatus = (typeof eventStatuses)[number];

/**
 * Who spoke: a plugin, or the shop itself. `…_webhook`: a whole product in the shop's own words; `…_notice`: only that something happened, so the
 * product is to be fetched.
 */
export const eventSources = ["woocommerce", "woocommerce_webhook", "woocommerce_notice", "shopify", "shopify_notice", "manual"] as const;
export type EventSource = (typeof eventSources)[number];

/** Says that something happened, and not what. */
export const isNotice = ({ source }: { source: EventSource }): boolean => source === "woocommerce_notice" || source === "shopify_notice";

/** In a timeline: the event had failed, its sender sent it again, and it was queued anew. No try by itself. */
export const ARRIVED_AGAIN = "arrived_again";

/** Stands for the number of the product where a message names none: such a message is about no product. */
export const NO_PRODUCT = "0";

/** One message from a store, checked and ready to be committed. */
export type IncomingEvent = {
  storeId: string;
  tokenId: string | null;
  eventId: string;
  eventType: EventType;
  source: EventSource;
  /** The shop's own number of the product; NO_PRODUCT. */
  productId: string;
  /** On the store's clock; null when the sender gave no time. */
  occurredAt: Date | null;
  /** JSON text as it came. */
  payload: string;
  headers: Record<string, string>;
  sourceIp: string | null;
  requestId: string | null;
};

export type Receipt = "accepted" | "skipped";
