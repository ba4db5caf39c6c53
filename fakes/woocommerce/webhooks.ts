import { randomBytes } from "node:crypto";
import { DeliveryDesk, type DeliveryResult, type Disturbance, type QueuedDelivery, type Sender } from "./delivery-desk";
import type { Webhook, WebhookStatus } from "./webhook";

export type ProductEvent = "created" | "updated" | "deleted" | "restored";

const MAX_FAILURES = 6; // the seventh in a row disables (README of the captures)
const MADE_UP_SECRET_CHARS = 50;
const KEPT_RESULTS = 1_000;

/** The shop's webhooks and the queue behind them. Nothing is sent until `deliver`, unless `autoDeliverAfterMs` is set. */
export class Webhooks {
  readonly list = new Map<number, Webhook>();
  /** What is waiting to be sent, in order. */
  queue: QueuedDelivery[] = [];
  /** What was sent or lost, the last thousand, oldest first. */
  readonly results: DeliveryResult[] = [];
  autoDeliverAfterMs: number | null = null;
  /** Switches of the test: what goes wrong on the way. */
  readonly disturb: Disturbance = { drop: 0, double: 0, delayMs: 0, reorder: false };

  #lastId = 0;
  #desk: DeliveryDesk;
  #sender: Sender;
  #running: Promise<DeliveryResult[]> = Promise.resolve([]);
  #timer: NodeJS.Timeout | null = null;
  #isStopped = false;

  constructor(sender: Sender) {
    this.#sender = sender;
    this.#desk = new DeliveryDesk(sender);
  }

  /** Puts a webhook into the shop without a request; over REST the ping follows. */
  register(given: { topic: string; deliveryUrl: string; secret?: string; name?: string; status?: WebhookStatus }): Webhook {
    const { topic, deliveryUrl, status = "active" } = given;
    const createdAt = this.#sender.clock.second();
    const secret = given.secret || randomBytes(MADE_UP_SECRET_CHARS).toString("base64url").slice(0, MADE_UP_SECRET_CHARS);
    const name = given.name || `Webhook created on ${new Date(createdAt).toUTCString()}`;
    const webhook: Webhook = { id: ++this.#lastId, name, status, topic, deliveryUrl, secret, createdAt, modifiedAt: null, failureCount: 0 };
    this.list.set(webhook.id, webhook);
    return webhook;
  }

  /** Queues a delivery for every active webhook of the topic; one that still waits for the same id takes the new one in. */
  tell(event: ProductEvent, resourceId: number): void {
    for (const { id: webhookId, topic, status } of this.list.values()) {
      if (status !== "active" || topic !== `product.${event}`) continue;
      const isWaiting = this.queue.some((waiting) => waiting.webhookId === webhookId && waiting.resourceId === resourceId);
      if (!isWaiting) this.queue.push({ webhookId, resourceId });
    }
    if (this.autoDeliverAfterMs !== null && this.queue.length > 0) this.#deliverLater(this.autoDeliverAfterMs);
  }

  #deliverLater(afterMs: number): void {
    if (this.#isStopped) return;
    this.#timer ??= setTimeout(() => {
      this.#timer = null;
      void this.deliver();
    }, afterMs);
  }

  /** Sends what is queued now, one at a time. What is saved meanwhile waits for the next call. */
  deliver(): Promise<DeliveryResult[]> {
    this.#running = this.#running.then(() => this.#deliverNow());
    return this.#running;
  }

  async #deliverNow(): Promise<DeliveryResult[]> {
    const results: DeliveryResult[] = [];
    for (const delivery of this.#desk.arrange(this.queue.splice(0), this.disturb)) {
      if (this.#isStopped) break;
      const webhook = this.list.get(delivery.webhookId);
      if (!webhook) continue;
      const result = await this.#desk.send(webhook, delivery, this.disturb.delayMs);
      if (result.outcome !== "dropped") this.#count(webhook, result.outcome === "delivered");
      results.push(result);
    }
    this.results.push(...results);
    this.results.splice(0, this.results.length - KEPT_RESULTS);
    return results;
  }

  #count(webhook: Webhook, isDelivered: boolean): void {
    if (isDelivered) {
      webhook.failureCount = 0;
    } else if (webhook.failureCount >= MAX_FAILURES) {
      webhook.status = "disabled";
      webhook.modifiedAt = this.#sender.clock.second();
    } else {
      webhook.failureCount++;
    }
  }

  /** The unsigned form post that comes inside the creation; whether it arrives is not told. */
  ping(webhook: Webhook): Promise<void> {
    return this.#desk.ping(webhook);
  }

  /** Forgets all webhooks and all that waits. */
  reset(): void {
    this.list.clear();
    this.queue = [];
    this.results.length = 0;
    this.#lastId = 0;
    Object.assign(this.disturb, { drop: 0, double: 0, delayMs: 0, reorder: false });
  }

  async stop(): Promise<void> {
    this.#isStopped = true;
    if (this.#timer) clearTimeout(this.#timer);
    this.#desk.stop();
    await this.#running;
  }
}
