import { addressOf } from "@/lib/http/authenticate";
import { endpoints } from "@/lib/http/endpoints";
import { spendConnectRate } from "@/lib/http/rates";
import { route } from "@/lib/http/route";
import { receiveWooKeys } from "@/lib/integrations/connections/authorize-store";

export const POST = route(endpoints.receiveWooKeys, async ({ deps, request, body }) => {
  await spendConnectRate(addressOf(request, deps.env));
  return receiveWooKeys(deps, body);
});
