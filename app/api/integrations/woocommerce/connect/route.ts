import { exchangeCode } from "@/lib/access/connect/exchange-code";
import { addressOf } from "@/lib/http/authenticate";
import { endpoints } from "@/lib/http/endpoints";
import { spendConnectRate } from "@/lib/http/rates";
import { requestContext } from "@/lib/http/request-context";
import { route } from "@/lib/http/route";

export const POST = route(endpoints.connect, async ({ deps, request, body }) => {
  const sourceIp = addressOf(request, deps.env);
  await spendConnectRate(sourceIp);
  return exchangeCode(deps, body, { sourceIp, requestId: requestContext().requestId });
});
