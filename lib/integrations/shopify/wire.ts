import { z } from "zod";

/** Subscriptions of a store name it; what is configured for the whole app (privacy, app/uninstalled) names none. */
export const shopifyWebhookQuery = z.object({ store: z.string().optional() });
