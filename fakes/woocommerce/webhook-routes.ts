import { checkParams, type ParamRules } from "./check-params";
import { answerPage, PAGE_RULES } from "./paging";
import { apiUrl, renderLinks } from "./render-parts";
import { RestError } from "./rest-error";
import { isTrue, textOf, type Answer, type RestRequest } from "./rest-request";
import type { Shop } from "./shop";
import { datePair } from "./shop-dates";
import { hooksOf, isValidTopic } from "./webhook-topics";
import type { Webhook, WebhookStatus } from "./webhook";

const STATUSES = ["active", "paused", "disabled"] as const;
const WRITE_RULES = {
  name: { type: "string" },
  status: { type: "string", enum: STATUSES },
  topic: { type: "string" },
  secret: { type: "string" },
  delivery_url: { type: "string" },
} as const satisfies ParamRules;
const LIST_RULES = { ...PAGE_RULES, status: { type: "string", enum: ["all", ...STATUSES] } } as const satisfies ParamRules;

/** The secret is never shown, nor are the failures. */
function renderWebhook({ settings }: Shop, webhook: Webhook) {
  const { id, name, status, topic, deliveryUrl, createdAt, modifiedAt } = webhook;
  const [resource = "", event = ""] = topic.split(".");
  return {
    id,
    name,
    status,
    topic,
    resource,
    event,
    hooks: hooksOf(topic),
    delivery_url: deliveryUrl,
    ...datePair("date_created", createdAt, settings.offsetMinutes),
    ...datePair("date_modified", modifiedAt, settings.offsetMinutes),
    _links: renderLinks(settings, `/webhooks/${id}`, "/webhooks"),
  };
}

function findWebhook({ webhooks }: Shop, { ids }: RestRequest, statusIfMissing = 404): Webhook {
  const webhook = webhooks.list.get(ids[0] ?? 0);
  if (!webhook) throw new RestError(statusIfMissing, "woocommerce_rest_shop_webhook_invalid_id", "Invalid ID.");
  return webhook;
}

export function listWebhooks(shop: Shop, request: RestRequest): Answer {
  checkParams(LIST_RULES, (name) => request.query.get(name));
  const status = textOf(request, "status") ?? "all";
  const found = [...shop.webhooks.list.values()].filter((webhook) => status === "all" || webhook.status === status);
  if (textOf(request, "order") !== "asc") found.reverse();
  return answerPage(shop.settings.siteUrl, request, found, (webhook) => renderWebhook(shop, webhook));
}

export const showWebhook = (shop: Shop, request: RestRequest): Answer => ({
  status: 200,
  body: renderWebhook(shop, findWebhook(shop, request)),
});

export async function createWebhook(shop: Shop, { body }: RestRequest): Promise<Answer> {
  if (body.delivery_url === undefined || body.delivery_url === null) {
    throw new RestError(400, "rest_missing_callback_param", "Missing parameter(s): delivery_url", { params: ["delivery_url"] });
  }
  checkParams(WRITE_RULES, (name) => body[name]);
  const { topic, delivery_url, secret, name, status } = body;
  const webhook = shop.webhooks.register({
    topic: checkTopic(topic),
    deliveryUrl: checkUrl(delivery_url),
    secret: textOrNone(secret),
    name: textOrNone(name),
    status: STATUSES.find((one) => one === status) ?? "active",
  });
  const answer = renderWebhook(shop, webhook);
  if (webhook.status === "active") await shop.webhooks.ping(webhook);
  // The list shows it as modified when created; the answer to the creation not yet (captures).
  webhook.modifiedAt = webhook.createdAt;
  return { status: 201, body: answer, headers: { Location: apiUrl(shop.settings, `/webhooks/${webhook.id}`) } };
}

export function updateWebhook(shop: Shop, request: RestRequest): Answer {
  const { body } = request;
  checkParams(WRITE_RULES, (name) => body[name]);
  const webhook = findWebhook(shop, request, 400);
  if (body.topic !== undefined) webhook.topic = checkTopic(body.topic);
  if (body.delivery_url !== undefined) webhook.deliveryUrl = checkUrl(body.delivery_url);
  webhook.secret = textOrNone(body.secret) ?? webhook.secret;
  webhook.name = textOrNone(body.name) ?? webhook.name;
  // Back to active leaves the count of failures: the next one disables again.
  const status: WebhookStatus | undefined = STATUSES.find((one) => one === body.status);
  webhook.status = status ?? webhook.status;
  webhook.modifiedAt = shop.clock.second();
  return { status: 200, body: renderWebhook(shop, webhook) };
}

export function deleteWebhook(shop: Shop, request: RestRequest): Answer {
  const webhook = findWebhook(shop, request);
  if (!isTrue(textOf(request, "force") ?? request.body.force)) {
    throw new RestError(501, "woocommerce_rest_trash_not_supported", "Webhooks do not support trashing.");
  }
  shop.webhooks.list.delete(webhook.id);
  return { status: 200, body: renderWebhook(shop, webhook) };
}

const textOrNone = (value: unknown): string | undefined => (typeof value === "string" && value !== "" ? value : undefined);

function checkTopic(topic: unknown): string {
  if (typeof topic === "string" && isValidTopic(topic)) return topic;
  throw new RestError(400, "woocommerce_rest_shop_webhook_invalid_topic", "Webhook topic is required and must be valid.");
}

function checkUrl(url: unknown): string {
  if (typeof url === "string" && /^https?:\/\//.test(url) && URL.canParse(url)) return url;
  const message = "Webhook delivery URL must be a valid URL starting with http:// or https://.";
  throw new RestError(400, "woocommerce_rest_shop_webhook_invalid_delivery_url", message);
}
