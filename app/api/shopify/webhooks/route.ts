import { ofWebRequest } from "@/lib/http/delivery-request";
import { receiveShopifyWebhook } from "@/lib/http/receive-shopify-webhook";
import { answer } from "@/lib/http/route";
import { storeWebhookAnswer } from "@/lib/integrations/woocommerce/wire";

export function POST(request: Request): Promise<Response> {
  return answer(request, async (deps) => {
    const storeId = new URL(request.url).searchParams.get("store") ?? "";
    const received = await receiveShopifyWebhook(deps, ofWebRequest(request), storeId);
    return Response.json(storeWebhookAnswer.parse(received), { headers: { "cache-control": "no-store" } });
  });
}
