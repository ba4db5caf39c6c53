import { addressOf } from "@/lib/http/authenticate";
import { spendAddressRate } from "@/lib/http/rates";
import { answer } from "@/lib/http/route";
import { checkReadiness } from "@/lib/operations/check-readiness";
import { readyAnswer } from "@/lib/operations/wire";

export const dynamic = "force-dynamic";

/** 503 says which part is down. */
export function GET(request: Request): Promise<Response> {
  return answer(request, async (deps) => {
    await spendAddressRate(addressOf(request, deps.env), deps.env.ADDRESS_RATE_PER_MINUTE);
    const readiness = readyAnswer.parse(await checkReadiness(deps));
    return Response.json(readiness, { status: readiness.status === "ok" ? 200 : 503, headers: { "cache-control": "no-store" } });
  });
}
