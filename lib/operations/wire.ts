import { z } from "zod";

export const liveAnswer = z.object({ status: z.literal("ok"), uptime_seconds: z.number() });
const check = z.object({ status: z.enum(["ok", "down"]), detail: z.string().optional() });
export const readyAnswer = z.object({
  status: z.enum(["ok", "down"]),
  checks: z.object({ database: check, migrations: check, queue: check }),
});
