import { z } from "zod";
import type { ShopifyClient } from "./client";
import { SUBSCRIPTIONS_QUERY, SUBSCRIPTION_CREATE, SUBSCRIPTION_UPDATE } from "./queries";
import { ShopifyError } from "./shopify-error";

/** What the hub must hear. The privacy topics belong into the app's own configuration: Shopify does not take them here. */
export const WATCHED_TOPICS = [
  "PRODUCTS_CREATE",
  "PRODUCTS_UPDATE",
  "PRODUCTS_DELETE",
  "INVENTORY_LEVELS_UPDATE",
  "APP_UNINSTALLED",
] as const;
export type WatchedTopic = (typeof WATCHED_TOPICS)[number];

const subscription = z.object({
  id: z.string(),
  topic: z.string(),
  uri: z.string(),
  format: z.string(),
  includeFields: z.array(z.string()).nullish(),
  filter: z.string().nullish(),
});
export type Subscription = z.output<typeof subscription>;

const pageOf = z.object({
  webhookSubscriptions: z.object({
    pageInfo: z.object({ hasNextPage: z.boolean(), endCursor: z.string().nullable() }),
    nodes: z.array(subscription),
  }),
});
const userErrors = z.array(z.object({ message: z.string() }));

/** All of this app's in this shop that are about our topics; those of the app's configuration file are not shown by the API. */
export async function listSubscriptions(client: ShopifyClient): Promise<Subscription[]> {
  const found: Subscription[] = [];
  for (let after: string | null = null; ;) {
    const variables: Record<string, unknown> = { topics: WATCHED_TOPICS, after };
    const { data } = await client.request(SUBSCRIPTIONS_QUERY, { answer: pageOf, variables });
    found.push(...data.webhookSubscriptions.nodes);
    const { hasNextPage, endCursor } = data.webhookSubscriptions.pageInfo;
    if (!hasNextPage || endCursor === null || endCursor === after) return found;
    after = endCursor;
  }
}

export type Watch = {
  /** Topics that had no subscription and have one now: what happened meanwhile was missed. */
  made: WatchedTopic[];
  /** Topics whose subscription sent less than we read (a filter, chosen fields, XML), put right. */
  mended: WatchedTopic[];
  /** Subscriptions of our topics that go somewhere else: an older address of ours, or another hub with this app. Left alone. */
  elsewhere: Subscription[];
};

/**
 * Sees to it that every topic comes to `callbackUrl` (https, no query that changes: it is compared as text). May run at any time, twice at once too.
 * Shopify removes a subscription after eight failures in a row, so this is asked again and again; `made` that is not empty calls for a reconcile.
 * @throws ShopifyError
 */
export async function watchSubscriptions(client: ShopifyClient, callbackUrl: string): Promise<Watch> {
  const existing = await listSubscriptions(client);
  const watch: Watch = { made: [], mended: [], elsewhere: existing.filter(({ uri }) => uri !== callbackUrl) };
  for (const topic of WATCHED_TOPICS) {
    const ours = existing.find((subscription) => subscription.topic === topic && subscription.uri === callbackUrl);
    if (ours === undefined) {
      if (await subscribe(client, topic, callbackUrl)) watch.made.push(topic);
    } else if (!sendsEverything(ours)) {
      await mend(client, ours.id, callbackUrl);
      watch.mended.push(topic);
    }
  }
  return watch;
}

const sendsEverything = ({ format, includeFields, filter }: Subscription): boolean =>
  format === "JSON" && (includeFields ?? []).length === 0 && (filter ?? "") === "";

/** False: another worker of ours was quicker. */
async function subscribe(client: ShopifyClient, topic: WatchedTopic, uri: string): Promise<boolean> {
  const answer = z.object({ webhookSubscriptionCreate: z.object({ userErrors }) });
  const variables = { topic, subscription: { uri, format: "JSON" } };
  const { data } = await client.request(SUBSCRIPTION_CREATE, { answer, variables });
  const [error] = data.webhookSubscriptionCreate.userErrors;
  if (error === undefined) return true;
  if (/already been taken/i.test(error.message)) return false;
  throw new ShopifyError("query_refused", { detail: `${topic}: ${error.message}` });
}

async function mend(client: ShopifyClient, id: string, uri: string): Promise<void> {
  const answer = z.object({ webhookSubscriptionUpdate: z.object({ userErrors }) });
  const variables = { id, subscription: { uri, format: "JSON", includeFields: [], filter: "" } };
  const { data } = await client.request(SUBSCRIPTION_UPDATE, { answer, variables });
  const [error] = data.webhookSubscriptionUpdate.userErrors;
  if (error) throw new ShopifyError("query_refused", { detail: error.message });
}
