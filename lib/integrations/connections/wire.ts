import { z } from "zod";
import { isoTime } from "@/lib/core/wire";
import { connectionKinds } from "@/lib/sync/connections/connection";

const secretText = z.string().trim().min(1).max(300);

/** `shop_url` as one opens the shop in a browser; keys as WooCommerce shows them once. */
export const connectionBody = z
  .object({
    kind: z.literal("woocommerce"),
    shop_url: z.string().trim().min(1).max(500),
    consumer_key: secretText,
    consumer_secret: secretText,
  })
  .transform((wire) => ({ kind: wire.kind, shopUrl: wire.shop_url, consumerKey: wire.consumer_key, consumerSecret: wire.consumer_secret }));
export type ConnectionRequest = z.output<typeof connectionBody>;

/** What the doctor found, in the order in which things must be right. */
const findingRow = z.object({
  code: z.string(),
  severity: z.enum(["ok", "warning", "error"]),
  title: z.string(),
  cause: z.string(),
  fix: z.string(),
});
export type FindingRow = z.input<typeof findingRow>;

/** Never a secret. */
export const connectionRow = z
  .object({
    kind: z.enum(connectionKinds),
    address: z.string(),
    state: z.string(),
    breaker: z.enum(["closed", "open", "half-open"]),
    problem: z.string().nullable(),
    currency: z.string().nullable(),
    products: z.number().nullable(),
    skewMs: z.number().nullable(),
    checkedAt: isoTime.nullable(),
    seenUntil: isoTime.nullable(),
    openUntil: isoTime.nullable(),
    findings: z.array(findingRow).optional(),
    taskId: z.string().optional(),
  })
  .transform(({ skewMs, checkedAt, seenUntil, openUntil, taskId, ...connection }) => ({
    ...connection,
    clock_skew_ms: skewMs,
    checked_at: checkedAt,
    seen_until: seenUntil,
    open_until: openUntil,
    ...(taskId === undefined ? {} : { task_id: taskId }),
  }));
export type ConnectionRow = z.input<typeof connectionRow>;

export const connectionFindings = z
  .object({ isWorking: z.boolean(), findings: z.array(findingRow) })
  .transform(({ isWorking, findings }) => ({ works: isWorking, findings }));
