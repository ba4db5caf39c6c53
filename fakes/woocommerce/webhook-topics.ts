const HOOKS: Record<string, string[]> = {
  "product.created": ["woocommerce_process_product_meta", "woocommerce_new_product", "woocommerce_new_product_variation"],
  "product.updated": ["woocommerce_process_product_meta", "woocommerce_update_product", "woocommerce_update_product_variation"],
  "product.deleted": ["wp_trash_post"],
  "product.restored": ["untrashed_post"],
  "order.created": ["woocommerce_new_order"],
  "order.updated": ["woocommerce_update_order", "woocommerce_order_refunded"],
  "order.deleted": ["wp_trash_post", "woocommerce_trash_order"],
  "customer.created": ["user_register", "woocommerce_created_customer", "woocommerce_new_customer"],
  "customer.updated": ["profile_update", "woocommerce_update_customer"],
  "customer.deleted": ["delete_user"],
  "coupon.updated": ["woocommerce_process_shop_coupon_meta", "woocommerce_update_coupon"],
};
const RESOURCES = ["coupon", "customer", "order", "product"];
const EVENTS = ["created", "updated", "deleted", "restored"];

/** What WordPress hooks a topic stands for; only shown. */
export const hooksOf = (topic: string): string[] => HOOKS[topic] ?? [];

export function isValidTopic(topic: string): boolean {
  const [resource = "", event = "", ...rest] = topic.split(".");
  if (rest.length > 0 || event === "") return false;
  return resource === "action" || (RESOURCES.includes(resource) && EVENTS.includes(event));
}
