import { z } from "zod";
import { storesOfSql, type Caller } from "@/lib/access/caller";
import type { Deps } from "@/lib/core/deps";
import { WATCHED_TOPICS as shopifyTopics } from "@/lib/integrations/shopify/subscriptions";
import { WATCHED_TOPICS as wooTopics } from "@/lib/integrations/woocommerce/pull/watch-webhooks";
import type { ConnectionKind } from "@/lib/sync/connections/connection";
import type { ShownConnection } from "@/lib/sync/connections/show-connection";

/** As the shop names them in its deliveries. Shopify's API writes PRODUCTS_CREATE what its deliveries call products/create. */
type DeliveredTopic<T extends string> = T extends `${infer Thing}_${infer Rest}`
  ? Rest extends `${string}_${string}`
    ? `${Lowercase<Thing>}_${DeliveredTopic<Rest>}`
    : `${Lowercase<Thing>}/${Lowercase<Rest>}`
  : never;
export type Topic = (typeof wooTopics)[number] | DeliveredTopic<(typeof shopifyTopics)[number]>;

export type TopicHealth = {
  topic: Topic;
  state: "active" | "refused" | "unknown" | "unwatched";
  /** Null: none among the store's newest messages. */
  lastAt: Date | null;
};

/** Of the store's newest messages: an index gives them without the rest. */
const LOOKED_AT = 2_000;

const topicsOf = (kind: ConnectionKind): Topic[] =>
  kind === "woocommerce" ? [...wooTopics] : shopifyTopics.map((topic) => topic.toLowerCase().replace(/_(?=[^_]*$)/, "/") as Topic);
/** How the doors of both shop systems begin the id of what they keep. */
const prefixOf = (kind: ConnectionKind, topic: Topic): string => `${kind === "woocommerce" ? "wh" : "sh"}_${topic}_`;

const row = z.object({ prefix: z.string(), last_at: z.date().nullable() });

/** What the hub asks the shop to tell by itself, topic by topic: whether it may, and when the shop last did. */
export async function webhookHealth(
  { db }: Pick<Deps, "db">,
  caller: Caller,
  storeId: string,
  { kind, state, webhooks }: Pick<ShownConnection, "kind" | "state" | "webhooks">,
): Promise<TopicHealth[]> {
  const topics = topicsOf(kind);
  const rows = await db.$queryRaw<unknown[]>`
    WITH recent AS (
      SELECT e.event_id, e.created_at FROM event e JOIN store s ON s.id = e.store_id
      WHERE e.store_id = ${storeId}::uuid AND ${storesOfSql(caller)} ORDER BY e.id DESC LIMIT ${LOOKED_AT})
    SELECT p.prefix, (SELECT max(r.created_at) FROM recent r WHERE starts_with(r.event_id, p.prefix)) AS last_at
    FROM unnest(${topics.map((topic) => prefixOf(kind, topic))}::text[]) AS p (prefix)`;
  const lastAt = new Map(
    z
      .array(row)
      .parse(rows)
      .map((found) => [found.prefix, found.last_at]),
  );
  return topics.map((topic) => ({
    topic,
    state: state === "disconnected" ? "unwatched" : (webhooks ?? "unknown"),
    lastAt: lastAt.get(prefixOf(kind, topic)) ?? null,
  }));
}
