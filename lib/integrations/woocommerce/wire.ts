import { z } from "zod";

/** Answers of the webhook. */
export const eventReceipt = z
  .object({ status: z.enum(["accepted", "skipped"]), message: z.string(), eventId: z.string(), processingTimeMs: z.number() })
  .transform((receipt) => ({
    status: receipt.status,
    message: receipt.message,
    event_id: receipt.eventId,
    processing_time_ms: receipt.processingTimeMs,
  }));

const MAX_BATCH_EVENTS = 100;
export const batchBody = z.object({ events: z.array(z.unknown()).min(1).max(MAX_BATCH_EVENTS) });

export const batchAnswer = z.object({
  results: z.array(
    z.object({
      event_id: z.union([z.string(), z.number()]).nullable(),
      status: z.enum(["accepted", "skipped", "rejected"]),
      error: z.string().optional(),
      fields: z.record(z.string(), z.string()).optional(),
    }),
  ),
});

export const tokenHealth = z.object({
  status: z.literal("ok"),
  message: z.string(),
  user: z.object({ id: z.string(), email: z.string(), username: z.string() }),
  store: z.object({ id: z.string(), name: z.string() }),
  integration_type: z.string(),
  token: z.object({
    id: z.string(),
    name: z.string(),
    integration_type: z.string(),
    last_used_at: z.string().nullable(),
    usage_count: z.number(),
  }),
  plugin: z.object({ latest_version: z.string() }),
  timestamp: z.string(),
});

/** Resources whose webhooks WooCommerce may be told to send here. */
export const storeWebhookResources = ["product", "order", "customer"] as const;
export const storeWebhookQuery = z.object({ store: z.string() });
export const storeWebhookAnswer = z.object({ status: z.enum(["ok", "accepted", "skipped", "ignored"]) });
