import { ofWebRequest } from "@/lib/http/delivery-request";
import { answer } from "@/lib/http/route";
import { receiveOne } from "@/lib/http/webhook";

export function POST(request: Request): Promise<Response> {
  return answer(request, async (deps, language) => {
    const { status, body } = await receiveOne(deps, ofWebRequest(request), language);
    return Response.json(body, { status, headers: { "cache-control": "no-store" } });
  });
}
