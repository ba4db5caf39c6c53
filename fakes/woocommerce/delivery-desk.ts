import { createHash, createHmac } from "node:crypto";
import { request as httpRequest } from "node:http";
import { request as httpsRequest } from "node:https";
import { setTimeout as wait } from "node:timers/promises";
import { phpJson } from "./php-json";
import type { ShopClock } from "./shop-clock";
import type { ShopSettings } from "./shop-settings";
import type { Webhook } from "./webhook";

/** Who sends: the shop, as far as deliveries need it. `read` answers as GET of the product would, errors included. */
export type Sender = { clock: ShopClock; settings: ShopSettings; read: (productId: number) => unknown };

export type QueuedDelivery = { webhookId: number; resourceId: number };
export type DeliveryResult = QueuedDelivery & {
  topic: string;
  deliveryId: string;
  outcome: "delivered" | "failed" | "dropped";
  /** What the endpoint answered; null if it did not. */
  status: number | null;
  at: number;
};
export type Disturbance = {
  /** So many next deliveries are lost: a worker died over them. */
  drop: number;
  /** So many next deliveries go out twice, alike to the byte: parallel saves. */
  double: number;
  /** Waits before each delivery is built and sent. */
  delayMs: number;
  /** The last queued is sent first. */
  reorder: boolean;
};

type Letter = { deliveryId: string; body: string };
/** A doubled delivery is planned twice as one object: the second goes out with the letter of the first. */
type Planned = QueuedDelivery & { isDropped: boolean; letter?: Letter };
type Sent = { url: string; headers: Record<string, string>; body: string };

const TIMEOUT_MS = 60_000;
const MS_PER_SECOND = 1_000;
/** 301 and 302 count as delivered, though nobody follows them. */
const isSuccess = (status: number | null): boolean => status !== null && status >= 200 && status <= 302;

/** Builds, signs and sends. */
export class DeliveryDesk {
  #sender: Sender;
  #stopped = new AbortController();

  constructor(sender: Sender) {
    this.#sender = sender;
  }

  stop(): void {
    this.#stopped.abort();
  }

  arrange(queue: QueuedDelivery[], disturb: Disturbance): Planned[] {
    const order = disturb.reorder ? queue.toReversed() : queue;
    return order.flatMap((delivery) => {
      if (disturb.drop > 0) {
        disturb.drop--;
        return [{ ...delivery, isDropped: true }];
      }
      const planned = { ...delivery, isDropped: false };
      if (disturb.double <= 0) return [planned];
      disturb.double--;
      return [planned, planned];
    });
  }

  /** The body is what the shop knows at this moment, whatever it was when the delivery was queued. */
  async send(webhook: Webhook, planned: Planned, delayMs: number): Promise<DeliveryResult> {
    if (delayMs > 0) await wait(delayMs, undefined, { signal: this.#stopped.signal }).catch(() => undefined);
    const { webhookId, resourceId, isDropped } = planned;
    const { deliveryId, body } = (planned.letter ??= this.#write(webhook, resourceId));
    const result = { webhookId, resourceId, topic: webhook.topic, deliveryId, at: this.#sender.clock.now() };
    if (isDropped) return { ...result, outcome: "dropped", status: null };
    const status = await this.#post({ url: webhook.deliveryUrl, headers: this.#headers(webhook, deliveryId, body), body });
    return { ...result, outcome: isSuccess(status) ? "delivered" : "failed", status };
  }

  #write(webhook: Webhook, resourceId: number): Letter {
    return { deliveryId: this.#deliveryId(webhook), body: phpJson(this.#payload(webhook, resourceId)) };
  }

  #payload({ topic }: Webhook, resourceId: number): unknown {
    if (topic.endsWith(".deleted")) return { id: resourceId };
    return this.#sender.read(resourceId);
  }

  #headers({ id, topic, secret }: Webhook, deliveryId: string, body: string): Record<string, string> {
    const { siteUrl } = this.#sender.settings;
    const [resource = "", event = ""] = topic.split(".");
    return {
      "Content-Type": "application/json",
      "X-WC-Webhook-Source": `${siteUrl}/`,
      "X-WC-Webhook-Topic": topic,
      "X-WC-Webhook-Resource": resource,
      "X-WC-Webhook-Event": event,
      "X-WC-Webhook-Signature": createHmac("sha256", secret).update(body).digest("base64"),
      "X-WC-Webhook-ID": String(id),
      "X-WC-Webhook-Delivery-ID": deliveryId,
    };
  }

  /** Made of webhook and second: different products sent in one second share it. */
  #deliveryId({ id }: Webhook): string {
    const second = Math.floor(this.#sender.clock.now() / MS_PER_SECOND);
    return createHash("md5").update(`fake shop ${id} ${second}`).digest("hex");
  }

  async ping({ id, deliveryUrl }: Webhook): Promise<void> {
    const headers = { "Content-Type": "application/x-www-form-urlencoded" };
    await this.#post({ url: deliveryUrl, headers, body: `webhook_id=${id}` });
  }

  /** @returns the status, or null when nothing came. Redirects are not followed, nothing is tried twice. */
  #post({ url, headers, body }: Sent): Promise<number | null> {
    const { woocommerceVersion, wordpressVersion } = this.#sender.settings;
    const all = {
      "User-Agent": `WooCommerce/${woocommerceVersion} Hookshot (WordPress/${wordpressVersion})`,
      Accept: "*/*",
      "Accept-Encoding": "deflate, gzip, br, zstd",
      ...headers,
      Connection: "close",
      "Content-Length": String(Buffer.byteLength(body)),
    };
    const request = url.startsWith("https:") ? httpsRequest : httpRequest;
    return new Promise((resolve) => {
      const fail = () => resolve(null);
      try {
        const signal = AbortSignal.any([this.#stopped.signal, AbortSignal.timeout(TIMEOUT_MS)]);
        const sending = request(url, { method: "POST", headers: all, agent: false, signal }, (answer) => {
          answer.resume();
          answer.on("end", () => resolve(answer.statusCode ?? null)).on("error", fail);
        });
        sending.on("error", fail).end(body);
      } catch {
        fail(); // an address that is none
      }
    });
  }
}
