import { z } from "zod";
import { isoTime } from "@/lib/core/wire";

/** Each step is a fact, so that whoever leaves and comes back finds the right one. */
const setupSteps = ["token", "message", "products", "sync", "done"] as const;

export const setupAnswer = z
  .object({
    step: z.enum(setupSteps),
    isActive: z.boolean(),
    tokens: z.number(),
    hasConnection: z.boolean(),
    lastUsedAt: isoTime.nullable(),
    /** Newer than anything that was taken: what holds the shop up now. */
    refused: z.object({ code: z.string(), address: z.string().nullable(), at: isoTime }).nullable(),
    products: z.number(),
    waiting: z.number(),
    failed: z.number(),
    newest: z.array(
      z.object({
        id: z.string(),
        title: z.string(),
        price: z.string().nullable(),
        currency: z.string().nullable(),
        image: z.string().nullable(),
      }),
    ),
  })
  .transform((setup) => ({
    step: setup.step,
    is_active: setup.isActive,
    tokens: setup.tokens,
    has_connection: setup.hasConnection,
    last_used_at: setup.lastUsedAt,
    refused: setup.refused,
    products: setup.products,
    waiting: setup.waiting,
    failed: setup.failed,
    newest: setup.newest,
  }));
export type Setup = z.input<typeof setupAnswer>;
export type SetupOnWire = z.output<typeof setupAnswer>;
