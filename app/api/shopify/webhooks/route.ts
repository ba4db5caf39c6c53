import { ofWebRequest } from "@/lib/http/delivery-request";
import { receiveShopifyAppWebhook } from "@/lib/http/receive-shopify-app-webhook";
import { receiveShopifyWebhook } from "@/lib/http/receive-shopify-webhook";
import { answer } from "@/lib/http/route";
import { storeWebhookAnswer } from "@/lib/integrations/woocommerce/wire";

export function POST(request: Request): Promise<Response> {
  return answer(request, async (deps) => {
    const storeId = new URL(request.url).searchParams.get("store");
    const delivery = ofWebRequest(request);
    const received = await (storeId === null ? receiveShopifyAppWebhook(deps, delivery) : receiveShopifyWebhook(deps, delivery, storeId));
    return Response.json(storeWebhookAnswer.parse(received), { headers: { "cache-control": "no-store" } });
  });
}
