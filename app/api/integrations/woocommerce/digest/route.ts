import { ofWebRequest } from "@/lib/http/delivery-request";
import { receiveDigest } from "@/lib/http/receive-digest";
import { answer } from "@/lib/http/route";

export function POST(request: Request): Promise<Response> {
  return answer(request, async (deps) => {
    const { status, body } = await receiveDigest(deps, ofWebRequest(request));
    return Response.json(body, { status, headers: { "cache-control": "no-store" } });
  });
}
