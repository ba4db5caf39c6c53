import { timingSafeEqual } from "node:crypto";
import { hashSecret } from "@/lib/access/secrets";
import { AppError } from "@/lib/core/errors";
import { bearerOf } from "@/lib/http/bearer";
import { addressOf } from "@/lib/http/authenticate";
import { spendAddressRate } from "@/lib/http/rates";
import { answer } from "@/lib/http/route";
import { listDrifting } from "@/lib/integrations/digest/drift";
import { queueDepth } from "@/lib/events/waiting-events";

export const dynamic = "force-dynamic";

/** Each is three series: with thousands of stores the worst are enough to look at. */
const SHOWN_DRIFTING = 50;

/** Prometheus text, behind METRICS_TOKEN; without that setting nobody gets in. */
export function GET(request: Request): Promise<Response> {
  return answer(request, async ({ db, env, metrics }) => {
    const expected = Buffer.from(hashSecret(env.METRICS_TOKEN ?? ""));
    const given = Buffer.from(hashSecret(bearerOf(request) ?? ""));
    if (!env.METRICS_TOKEN || !timingSafeEqual(expected, given)) {
      await spendAddressRate(addressOf(request, env), env.ADDRESS_RATE_PER_MINUTE);
      throw new AppError("metrics_token_invalid");
    }
    const [depth, drifting] = await Promise.all([queueDepth(db), listDrifting({ db }, SHOWN_DRIFTING)]);
    metrics.storesInAlert.set(drifting.alerts);
    metrics.drift.reset();
    for (const { storeId, ...found } of drifting.stores)
      for (const [kind, count] of Object.entries(found)) metrics.drift.set({ store_id: storeId, kind }, count);
    metrics.queueDepth.set(depth.waiting);
    metrics.queueOldestSeconds.set(depth.oldestAgeMs / 1000);
    return new Response(await metrics.registry.metrics(), {
      headers: { "content-type": metrics.registry.contentType, "cache-control": "no-store" },
    });
  });
}
