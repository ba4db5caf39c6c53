import { createHmac, randomUUID } from "node:crypto";
import { iso } from "./present-product";
import { writeJson } from "./rest-payload";
import type { ShopState } from "./shop-state";

export type Delivery = {
  subscriptionId: string;
  uri: string;
  topic: string;
  webhookId: string;
  eventId: string;
  triggeredAt: number;
  body: string;
  attempts: number;
};
export type Delivered = Delivery & { status: number | null };

/** First try and eight more over four hours; eight failures in a row end the subscription. Source: shopify.dev, webhooks, HTTPS delivery. */
const MAX_ATTEMPTS = 9;
const MAX_FAILURES = 8;
const TIMEOUT_MS = 5_000;

const topicName = (topic: string): string => topic.replace(/_([A-Z]+)$/, "/$1").toLowerCase();

/** Keeps what is to be told, and tells it when it is bidden: nothing here goes by the clock. */
export class DeliveryDesk {
  #waiting: Delivery[] = [];
  readonly delivered: Delivered[] = [];
  /** Of the app's configuration: where privacy topics and app/uninstalled go, for all shops. */
  appUri: string | null = null;
  readonly #state: ShopState;
  readonly #secrets: { clientSecret: string };
  readonly #apiVersion: string;

  constructor(state: ShopState, secrets: { clientSecret: string }, apiVersion: string) {
    this.#state = state;
    this.#secrets = secrets;
    this.#apiVersion = apiVersion;
  }

  /** One event, one delivery for each subscription: they share the event's id. */
  announce(topic: string, payload: unknown): void {
    const eventId = randomUUID();
    for (const { id, uri, topic: subscribed } of this.#state.subscriptions.values()) {
      if (subscribed !== topic) continue;
      const triggeredAt = this.#state.clock();
      this.#waiting.push({ subscriptionId: id, uri, topic: topicName(topic), webhookId: randomUUID(), eventId, triggeredAt, body: writeJson(payload), attempts: 0 }); // prettier-ignore
    }
  }

  /**
   * What is configured for the whole app: comes although nobody subscribed to it in the shop. @param topic as in the header
   */
  announceToApp(topic: string, payload: unknown): void {
    if (this.appUri === null) return;
    const triggeredAt = this.#state.clock();
    this.#waiting.push({ subscriptionId: "of the app", uri: this.appUri, topic, webhookId: randomUUID(), eventId: randomUUID(), triggeredAt, body: writeJson(payload), attempts: 0 }); // prettier-ignore
  }

  get waiting(): readonly Delivery[] {
    return this.#waiting;
  }

  /**
   * Tries everything that waits, once. What fails waits for the next call, with the same ids and the same body.
   * @param how `twice`: each is sent again right away; `backwards`: the last event first
   */
  async deliver(how: { twice?: boolean; backwards?: boolean } = {}): Promise<Delivered[]> {
    const round = how.backwards ? [...this.#waiting].reverse() : [...this.#waiting];
    this.#waiting = [];
    const sent: Delivered[] = [];
    for (const delivery of round) {
      for (let times = how.twice ? 2 : 1; times > 0; times -= 1) sent.push({ ...delivery, status: await this.#send(delivery) });
      this.#settle(delivery, sent.at(-1)?.status ?? null);
    }
    this.delivered.push(...sent);
    return sent;
  }

  #settle(delivery: Delivery, status: number | null): void {
    const subscription = this.#state.subscriptions.get(delivery.subscriptionId);
    const isTaken = status !== null && status >= 200 && status < 300;
    if (subscription) subscription.failures = isTaken ? 0 : subscription.failures + 1;
    if (subscription && subscription.failures >= MAX_FAILURES) this.#state.subscriptions.delete(subscription.id);
    const attempts = delivery.attempts + 1;
    if (!isTaken && attempts < MAX_ATTEMPTS) this.#waiting.push({ ...delivery, attempts });
  }

  async #send(delivery: Delivery): Promise<number | null> {
    try {
      const headers = this.headersOf(delivery);
      const signal = AbortSignal.timeout(TIMEOUT_MS);
      const answer = await fetch(delivery.uri, { method: "POST", headers, body: delivery.body, redirect: "manual", signal });
      await answer.arrayBuffer();
      return answer.status;
    } catch {
      return null;
    }
  }

  headersOf({ topic, webhookId, eventId, triggeredAt, body }: Delivery): Record<string, string> {
    return {
      "Content-Type": "application/json",
      "User-Agent": "Shopify-Captain-Hook",
      "X-Shopify-Topic": topic,
      "X-Shopify-Hmac-Sha256": createHmac("sha256", this.#secrets.clientSecret).update(body).digest("base64"),
      "X-Shopify-Shop-Domain": this.#state.shopDomain,
      "X-Shopify-API-Version": this.#apiVersion,
      "X-Shopify-Webhook-Id": webhookId,
      "X-Shopify-Event-Id": eventId,
      "X-Shopify-Triggered-At": iso(triggeredAt),
    };
  }
}
