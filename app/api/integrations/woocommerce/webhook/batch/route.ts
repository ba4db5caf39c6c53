import { ofWebRequest } from "@/lib/http/delivery-request";
import { answer } from "@/lib/http/route";
import { receiveMany } from "@/lib/http/webhook";

export function POST(request: Request): Promise<Response> {
  return answer(request, async (deps) => {
    const { status, body } = await receiveMany(deps, ofWebRequest(request));
    return Response.json(body, { status, headers: { "cache-control": "no-store" } });
  });
}
