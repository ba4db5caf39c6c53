import { timingSafeEqual } from "node:crypto";
import { hashSecret } from "@/lib/access/secrets";
import { AppError } from "@/lib/core/errors";
import { bearerOf } from "@/lib/http/bearer";
import { addressOf } from "@/lib/http/authenticate";
import { spendAddressRate } from "@/lib/http/rates";
import { answer } from "@/lib/http/route";
import { queueDepth } from "@/lib/events/waiting-events";

export const dynamic = "force-dynamic";

/** Prometheus text, behind METRICS_TOKEN; without that setting nobody gets in. */
export function GET(request: Request): Promise<Response> {
  return answer(request, async ({ db, env, metrics }) => {
    const expected = Buffer.from(hashSecret(env.METRICS_TOKEN ?? ""));
    const given = Buffer.from(hashSecret(bearerOf(request) ?? ""));
    if (!env.METRICS_TOKEN || !timingSafeEqual(expected, given)) {
      await spendAddressRate(addressOf(request, env), env.ADDRESS_RATE_PER_MINUTE);
      throw new AppError("metrics_token_invalid");
    }
    const depth = await queueDepth(db);
    metrics.queueDepth.set(depth.waiting);
    metrics.queueOldestSeconds.set(depth.oldestAgeMs / 1000);
    return new Response(await metrics.registry.metrics(), {
      headers: { "content-type": metrics.registry.contentType, "cache-control": "no-store" },
    });
  });
}
