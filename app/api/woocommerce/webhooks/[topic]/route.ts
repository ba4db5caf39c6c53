import { AppError } from "@/lib/core/errors";
import { ofWebRequest } from "@/lib/http/delivery-request";
import { receiveStoreWebhook } from "@/lib/http/receive-store-webhook";
import { answer } from "@/lib/http/route";
import { storeWebhookResources, storeWebhookAnswer } from "@/lib/integrations/woocommerce/wire";

type Context = { params: Promise<{ topic: string }> };

export function POST(request: Request, context: Context): Promise<Response> {
  return answer(request, async (deps) => {
    const { topic } = await context.params;
    const resource = storeWebhookResources.find((one) => one === topic);
    if (!resource) throw new AppError("not_found");
    const storeId = new URL(request.url).searchParams.get("store") ?? "";
    const received = await receiveStoreWebhook(deps, ofWebRequest(request), resource, storeId);
    return Response.json(storeWebhookAnswer.parse(received), { headers: { "cache-control": "no-store" } });
  });
}
