import { AppError } from "@/lib/core/errors";
import { fieldsOf } from "@/lib/core/fields";
import { receiveDigestPage } from "@/lib/integrations/digest/receive-digest-page";
import { digestAnswer, digestBody } from "@/lib/integrations/digest/wire";
import type { Runtime } from "@/lib/runtime";
import type { DeliveryRequest } from "./delivery-request";
import { parseJson } from "./read-body";
import { receiveDelivery, type Answer } from "./receive-webhook";

const MAX_PAGE_BYTES = 1 << 20;

/** One page of a shop's digest, through the webhook's door: token, addresses, rate, signature. */
export function receiveDigest(deps: Runtime, request: DeliveryRequest): Promise<Answer> {
  return receiveDelivery(deps, request, MAX_PAGE_BYTES, async ({ token, address, requestId, body }) => {
    const page = digestBody.safeParse(parseJson(body));
    if (!page.success) throw new AppError("body_invalid", { fields: fieldsOf(page.error) });
    const sender = { tokenId: token.id, sourceIp: address, requestId };
    const answer = await receiveDigestPage(deps, token.store.id, page.data, sender);
    return { status: 200, body: digestAnswer.parse(answer) };
  });
}
