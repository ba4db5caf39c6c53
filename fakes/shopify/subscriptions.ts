import { byNumber, paginate, type PageArgs } from "./paginate";
import { iso } from "./present-product";
import type { FakeSubscription, ShopState } from "./shop-state";

type Input = { uri?: string | null; format?: string | null; includeFields?: string[] | null; filter?: string | null };

const present = (subscription: FakeSubscription) => ({
  ...subscription,
  createdAt: iso(subscription.createdAt),
  updatedAt: iso(subscription.createdAt),
});
const refuse = (message: string) => ({
  webhookSubscription: null,
  userErrors: [{ field: ["webhookSubscription", "uri"], message }],
});

/** https only, as Shopify; the machine's own addresses too, for tests. */
const isAcceptable = (uri: string): boolean => /^https:\/\//.test(uri) || /^http:\/\/(127\.0\.0\.1|localhost)(:\d+)?\//.test(uri);

export function subscriptionFields(state: ShopState) {
  const { subscriptions } = state;
  return {
    webhookSubscriptions(args: PageArgs & { topics?: string[] | null; uri?: string | null }) {
      const found = [...subscriptions.values()]
        .filter(({ topic }) => !args.topics || args.topics.includes(topic))
        .filter(({ uri }) => !args.uri || args.uri === uri);
      return paginate(found.map(present), args, { keyOf: ({ id }) => id.replace(/^.*\//, ""), compare: byNumber });
    },
    webhookSubscriptionCreate({ topic, webhookSubscription: input }: { topic: string; webhookSubscription: Input }) {
      const uri = input.uri ?? "";
      if (!isAcceptable(uri)) return refuse("Address is invalid");
      if ([...subscriptions.values()].some((one) => one.topic === topic && one.uri === uri))
        return refuse("Address for this topic has already been taken");
      const subscription: FakeSubscription = {
        id: `gid://shopify/WebhookSubscription/${state.nextId()}`,
        topic,
        uri,
        format: input.format ?? "JSON",
        includeFields: input.includeFields ?? [],
        filter: input.filter || null,
        createdAt: state.clock(),
        failures: 0,
      };
      subscriptions.set(subscription.id, subscription);
      return { webhookSubscription: present(subscription), userErrors: [] };
    },
    webhookSubscriptionUpdate({ id, webhookSubscription: input }: { id: string; webhookSubscription: Input }) {
      const subscription = subscriptions.get(id);
      if (!subscription) return refuse("Webhook subscription does not exist");
      if (typeof input.uri === "string") subscription.uri = input.uri;
      if (typeof input.format === "string") subscription.format = input.format;
      if (input.includeFields) subscription.includeFields = input.includeFields;
      if (typeof input.filter === "string") subscription.filter = input.filter || null;
      return { webhookSubscription: present(subscription), userErrors: [] };
    },
    webhookSubscriptionDelete({ id }: { id: string }) {
      const isThere = subscriptions.delete(id);
      const userErrors = isThere ? [] : [{ field: ["id"], message: "Webhook subscription does not exist" }];
      return { deletedWebhookSubscriptionId: isThere ? id : null, userErrors };
    },
  };
}
