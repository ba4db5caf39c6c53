import { z } from "zod";
import type { WooClient, WooRequest } from "../rest/client";

/** The shop tells of these by itself; permanent deletion, planned publishing and renamed terms it never tells. */
export const WATCHED_TOPICS = ["product.created", "product.updated", "product.deleted", "product.restored"] as const;
const PER_PAGE = 100;
const MOST_PAGES = 5;
const REFUSALS = new Set(["permission_missing", "keys_unknown", "secret_wrong"]);

const webhook = z.object({ id: z.number(), topic: z.string(), status: z.string(), delivery_url: z.string() });

/**
 * Makes the webhooks that are missing and switches on those that are off: seven failures in a row disable one, and
 * nobody is told. What was missed meanwhile is for the next incremental sync to find. A shop never shows a secret: those
 * that are there from an earlier connection sign with the one of then, and are given ours.
 * @param asked `isTold`: the shop was given this very secret before
 * @returns `isAllowed` false: the keys may not; `healed`: how many had to be made or switched on.
 * @throws WooError what waiting may cure
 */
export async function watchWebhooks(
  client: Pick<WooClient, "get" | "post" | "put">,
  { deliveryUrl, secret, isTold }: { deliveryUrl: string; secret: string; isTold: boolean },
): Promise<{ isAllowed: boolean; healed: number }> {
  try {
    const ours = (await listWebhooks(client)).filter((one) => one.delivery_url === deliveryUrl);
    let healed = 0;
    for (const topic of WATCHED_TOPICS) {
      const own = ours.filter((one) => one.topic === topic);
      const awake = own.filter(({ status }) => status === "active");
      if (!isTold) for (const { id } of awake) await client.put(`webhooks/${id}`, { secret });
      if (awake.length > 0) continue;
      const [asleep] = own;
      if (asleep) await client.put(`webhooks/${asleep.id}`, { status: "active", secret });
      else await client.post("webhooks", { name: `Fiko Sync ${topic}`, topic, delivery_url: deliveryUrl, secret, status: "active" });
      healed++;
    }
    return { isAllowed: true, healed };
  } catch (error) {
    if (isRefusal(error)) return { isAllowed: false, healed: 0 };
    throw error;
  }
}

/** Takes ours out of the shop. @throws WooError */
export async function removeWebhooks(client: Pick<WooClient, "get" | "delete">, deliveryUrl: string, request: WooRequest): Promise<void> {
  for (const { id, delivery_url: url } of await listWebhooks(client, request))
    if (url === deliveryUrl) await client.delete(`webhooks/${id}`, { force: true }, request);
}

async function listWebhooks(client: Pick<WooClient, "get">, request?: WooRequest): Promise<z.output<typeof webhook>[]> {
  const found: z.output<typeof webhook>[] = [];
  for (let page = 1; page <= MOST_PAGES; page++) {
    const { json } = await client.get("webhooks", { per_page: PER_PAGE, page, status: "all" }, request);
    const rows = z.array(webhook).catch([]).parse(json);
    found.push(...rows);
    if (rows.length < PER_PAGE) break;
  }
  return found;
}

const isRefusal = (error: unknown): boolean =>
  typeof error === "object" && error !== null && "problem" in error && REFUSALS.has(String(error.problem));
