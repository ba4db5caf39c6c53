import { answer } from "@/lib/http/route";
import { addressOf } from "@/lib/http/authenticate";
import { spendAddressRate } from "@/lib/http/rates";
import { identifyToken } from "@/lib/http/receive-webhook";
import { wireMessage } from "@/lib/i18n/wire-messages";
import { countUsage, usageOf } from "@/lib/access/tokens/usage";
import { LATEST_PLUGIN_VERSION } from "@/lib/integrations/woocommerce/plugin-version";
import { tokenHealth } from "@/lib/integrations/woocommerce/wire";

/** Whose token this is, and that it works. */
export function GET(request: Request): Promise<Response> {
  return answer(request, async (deps, language) => {
    const address = addressOf(request, deps.env);
    await spendAddressRate(address, deps.env.ADDRESS_RATE_PER_MINUTE);
    const token = await identifyToken(deps, request, address);
    countUsage(token.id, deps.now());
    const usage = await usageOf(deps, token.id);
    const body = tokenHealth.parse({
      status: "ok",
      message: wireMessage("connection_ok", language),
      user: { id: token.user.id, email: token.user.email, username: token.user.name ?? token.user.email },
      store: token.store,
      integration_type: token.integrationType,
      token: {
        id: token.id,
        name: token.name,
        integration_type: token.integrationType,
        last_used_at: usage.lastUsedAt?.toISOString() ?? null,
        usage_count: usage.count,
      },
      plugin: { latest_version: LATEST_PLUGIN_VERSION },
      timestamp: deps.now().toISOString(),
    });
    return Response.json(body, { headers: { "cache-control": "no-store" } });
  });
}
