import { AppError } from "@/lib/core/errors";
import { clientAddress, isAllowed } from "@/lib/access/addresses";
import { noteRefusal } from "@/lib/access/tokens/refusals";
import { countUsage } from "@/lib/access/tokens/usage";
import { findToken, type FoundToken } from "@/lib/access/tokens/find-token";
import type { IncomingEvent } from "@/lib/events/incoming-event";
import type { WooEvent } from "@/lib/integrations/woocommerce/event-schema";
import type { Runtime } from "@/lib/runtime";
import { bearerOf } from "./bearer";
import { announcedBytes, takeBodyRoom } from "./body-room";
import type { DeliveryRequest } from "./delivery-request";
import { keptHeaders } from "./kept-headers";
import { checkAddressRate, returnTokenRate, spendAddressRate, spendTokenRate } from "./rates";
import { requireJson } from "./read-body";
import { verifySignature } from "./verify-signature";

export type Delivery = { token: FoundToken; address: string | null; requestId: string; body: string; headers: Record<string, string> };
/** What is answered, whichever way. */
export type Answer = { status: number; body: object; headers?: Record<string, string> };

const KEPT_HEADERS =
  /^(user-agent|content-type|content-length|accept-language|webhook-id|webhook-timestamp|x-wc-webhook-(?!signature)[a-z-]+|x-fiko-[a-z-]+)$/;

/**
 * Whose token a request carries, and whether it may be used from here.
 * @throws AppError credential_missing, token_*, integration_type_wrong, address_not_allowed
 */
export async function identifyToken(
  deps: Pick<Runtime, "db" | "now">,
  request: Pick<DeliveryRequest, "headers">,
  address: string | null,
): Promise<FoundToken> {
  const secret = bearerOf(request);
  if (secret === null) throw new AppError("credential_missing");
  const token = await findToken(deps, secret);
  const refused =
    token.integrationType !== "woocommerce"
      ? "integration_type_wrong"
      : isAllowed(address, token.allowedRanges)
        ? null
        : "address_not_allowed";
  if (refused === null) return token;
  noteRefusal(token.store.id, { code: refused, address, at: deps.now() });
  throw new AppError(refused);
}

/**
 * The door of the webhook: address and rate, token, size while reading, signature over the raw bytes; JSON and schema
 * are `handle`'s. A refused request is counted per address, not against the token's rate.
 */
export async function receiveDelivery(
  deps: Runtime,
  request: DeliveryRequest,
  maxBytes: number,
  handle: (delivery: Delivery) => Promise<Answer>,
): Promise<Answer> {
  const address = clientAddress(request.context.socketAddress, request.headers.get("x-forwarded-for"), deps.env.TRUSTED_PROXY_COUNT);
  await checkAddressRate(address, deps.env.ADDRESS_RATE_PER_MINUTE);
  let token: FoundToken | null = null;
  let giveRoomBack = () => {};
  try {
    token = await identifyToken(deps, request, address);
    await spendTokenRate(token);
    requireJson(request);
    giveRoomBack = takeBodyRoom(announcedBytes(request, maxBytes));
    const bytes = await request.readBody(maxBytes);
    if (token.requireSignature) verifySignature(deps, token, request, bytes);
    const answer = await handle({
      token,
      address,
      requestId: request.context.requestId,
      body: bytes.toString("utf8"),
      headers: keptHeaders(request, KEPT_HEADERS),
    });
    countUsage(token.id, deps.now());
    return answer;
  } catch (error) {
    if (error instanceof AppError && error.code !== "unavailable") {
      if (token) noteRefusal(token.store.id, { code: error.code, address, at: deps.now() });
      if (token && error.code !== "rate_exceeded") await returnTokenRate(token);
      await spendAddressRate(address, deps.env.ADDRESS_RATE_PER_MINUTE);
    }
    throw error;
  } finally {
    giveRoomBack();
  }
}

/** One checked event, as the event log takes it. `payload` is the text it came as. */
export function toIncoming({ token, address, requestId, headers }: Delivery, event: WooEvent, payload: string): IncomingEvent {
  return {
    storeId: token.store.id,
    tokenId: token.id,
    eventId: event.event_id,
    eventType: event.event_type,
    source: "woocommerce",
    productId: event.product.id,
    occurredAt: event.occurred_at ?? event.product.date_modified,
    payload,
    headers,
    sourceIp: address,
    requestId,
  };
}
