import { randomUUID } from "node:crypto";
import { expect } from "vitest";
import { z } from "zod";
import type { ServerProcess } from "./a-server";

const tokenAnswer = z.object({ id: z.string(), token: z.string(), signing_secret: z.string(), store: z.object({ id: z.string() }) });
const eventRow = z.object({ id: z.string(), event_id: z.string(), status: z.string() });
const productRow = z.object({
  id: z.string(),
  external_id: z.string(),
  title: z.string(),
  is_active: z.boolean(),
  knowledge: z.object({ status: z.string() }),
});
const page = <T extends z.ZodType>(row: T) => z.object({ next: z.string().nullable(), results: z.array(row) });

export type ShopEvent = { event_id: string; event_type: string; occurred_at?: string; product: Record<string, unknown> };
export type Answer = { status: number; headers: Headers; text: string };

/** What a killed process had in hand is another's after its lease, at most 90 seconds, by the sweep of the next minute; and machines are busy. */
const END_LIMIT_MS = 240_000;
const ENDED = ["succeeded", "superseded", "stale", "failed"];

/** A shop with its token at a running server, and an administrator who looks on. */
export async function aShop(server: ServerProcess) {
  const key = await server.anAccessKey();
  const ask = async (path: string, init: RequestInit = {}): Promise<Answer> => {
    const response = await fetch(server.url + path, {
      ...init,
      headers: { authorization: `Bearer ${key}`, "content-type": "application/json", ...init.headers },
    });
    return { status: response.status, headers: response.headers, text: await response.text() };
  };
  const body = JSON.stringify({ name: "A shop", integration_type: "woocommerce" });
  const made = tokenAnswer.parse(JSON.parse((await ask("/api/v1/integrations/tokens/generate/", { method: "POST", body })).text));
  const rates = JSON.stringify({ rate_per_minute: 100_000, rate_burst: 10_000 });
  expect((await ask(`/api/v1/integrations/tokens/${made.id}/`, { method: "PATCH", body: rates })).status).toBe(200);
  server.secrets.push(key, made.token, made.signing_secret);

  async function all<T extends z.ZodType>(path: string, row: T): Promise<z.output<T>[]> {
    const rows: z.output<T>[] = [];
    let cursor: string | null = "";
    while (cursor !== null) {
      const answer = await ask(`${path}?store_id=${made.store.id}&limit=100${cursor && `&cursor=${encodeURIComponent(cursor)}`}`);
      if (answer.status !== 200) throw new Error(`${path} answered ${answer.status}: ${answer.text}`);
      const { next, results } = page(row).parse(JSON.parse(answer.text)) as { next: string | null; results: z.output<T>[] };
      rows.push(...results);
      cursor = next;
    }
    return rows;
  }

  const shop = {
    token: made,
    key,
    ask,
    /** The body exactly as given. */
    send: (text: string) =>
      ask("/api/integrations/woocommerce/webhook/", { method: "POST", body: text, headers: { authorization: `Bearer ${made.token}` } }),
    deliver: (event: ShopEvent) => shop.send(JSON.stringify(event)),
    events: () => all("/api/v1/integrations/woocommerce/events/", eventRow),
    products: () => all("/api/v1/web-knowledge/products/", productRow),
    async whenEnded() {
      await expect
        .poll(async () => (await shop.events()).filter(({ status }) => !ENDED.includes(status)), { timeout: END_LIMIT_MS, interval: 300 })
        .toEqual([]);
    },
    async whenEmbedded() {
      await expect
        .poll(async () => (await shop.products()).filter(({ knowledge }) => knowledge.status === "waiting"), {
          timeout: END_LIMIT_MS,
          interval: 300,
        })
        .toEqual([]);
    },
  };
  return shop;
}
export type Shop = Awaited<ReturnType<typeof aShop>>;

/** Version `version` of a product, as its shop tells it. */
export const productEvent = (id: number, version: number): ShopEvent => ({
  event_id: randomUUID(),
  event_type: "product.updated",
  occurred_at: new Date(Date.UTC(2026, 0, 1) + version * 1_000).toISOString(),
  product: {
    id,
    name: `Product ${id} version ${version}`,
    price: String(version),
    description: `<p>What product ${id} says of itself in version ${version}.</p>`,
  },
});
